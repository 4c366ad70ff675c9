// What a handler of a request says to the pipeline.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace zvoni {

class TransactionUser;

/// Made by its static functions; moved into the pipeline.
class [[nodiscard]] Verdict {
 public:
  enum class Kind : std::uint8_t { next, reply, drop, taken, wait };

  /// Go on with the next handler.
  static Verdict next() noexcept { return Verdict(Kind::next); }
  /// Answer with this status and end the walk. Without a reason phrase the standard one is used. For a response with
  /// headers of its own call Request::respond() and return done().
  static Verdict reply(int status, std::string reason = {}) {
    Verdict verdict(Kind::reply);
    verdict.status_ = status;
    verdict.reason_ = std::move(reason);
    return verdict;
  }
  /// Forget the request without an answer; retransmissions of it are dropped too.
  static Verdict drop() noexcept { return Verdict(Kind::drop); }
  /// The handler has answered with Request::respond() and a final response; end the walk.
  static Verdict done() noexcept { return Verdict(Kind::taken); }
  /// From here on `user` drives the transaction. The kernel owns it until the transaction and all its branches are
  /// over.
  static Verdict taken(std::unique_ptr<TransactionUser> user);
  /// The handler keeps a Continuation (Request::suspend()) and says later how to go on.
  static Verdict wait() noexcept { return Verdict(Kind::wait); }

  Verdict(Verdict&&) noexcept;
  Verdict& operator=(Verdict&&) noexcept;
  ~Verdict();

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] int status() const noexcept { return status_; }
  [[nodiscard]] const std::string& reason() const noexcept { return reason_; }
  [[nodiscard]] std::unique_ptr<TransactionUser> take_user() noexcept;

 private:
  explicit Verdict(Kind kind) noexcept;

  Kind kind_;
  int status_ = 0;
  std::string reason_;
  std::unique_ptr<TransactionUser> user_;
};

}  // namespace zvoni

#include <zvoni/request.hpp>  // completes TransactionUser, which the inline members below need

namespace zvoni {

inline Verdict::Verdict(Kind kind) noexcept : kind_(kind) {}
inline Verdict::Verdict(Verdict&&) noexcept = default;
inline Verdict& Verdict::operator=(Verdict&&) noexcept = default;
inline Verdict::~Verdict() = default;
inline std::unique_ptr<TransactionUser> Verdict::take_user() noexcept { return std::move(user_); }
inline Verdict Verdict::taken(std::unique_ptr<TransactionUser> user) {
  Verdict verdict(Kind::taken);
  verdict.user_ = std::move(user);
  return verdict;
}

}  // namespace zvoni
