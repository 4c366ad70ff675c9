#include "server.hpp"

#include <signal.h>
#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <stdexcept>

#include "assembly.hpp"
#include "log/log.hpp"
#include "metrics/metrics.hpp"
#include "pipeline/core.hpp"
#include "resolver/dns_resolver.hpp"
#include "worker/host_identity.hpp"
#include "worker/housekeeper.hpp"
#include "worker/real_clock.hpp"
#include "worker/thread_work_queues.hpp"
#include "worker/worker_pool.hpp"

namespace zvoni::kernel {
namespace {

constexpr std::chrono::milliseconds kStopPoll{20};
// After the last answers: time for their ACKs and for phones to answer a CANCEL.
constexpr std::chrono::milliseconds kStopLinger{500};

WorkerPoolSettings pool_settings(const Settings& settings) {
  return {.workers = settings.workers, .listen = settings.listen, .limits = settings.transport};
}

// Before anything else: the log file may be in it.
Settings with_state_dir(Settings settings) {
  const std::filesystem::path& directory = settings.state_dir;
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error || !std::filesystem::is_directory(directory)) {
    throw std::runtime_error("cannot use the state directory " + directory.string() + ": " +
                             (error ? error.message() : "not a directory"));
  }
  return settings;
}

// Each connection takes a file descriptor; the soft limit is for programs that use select().
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

ServedDomains served_domains(const Settings& settings) {
  return {.host_names_and_addresses = settings.domains_auto, .listed = settings.domains};
}

}  // namespace

// In the order in which they are built; destroyed in reverse.
class Server::Parts {
 public:
  explicit Parts(Configuration configuration)
      : settings_(with_state_dir(std::move(configuration.settings))),
        logs_(settings_.log.level, log_target(settings_.log.file)),
        log_(logs_.logger("zvoni")),
        signals_(io_, SIGTERM, SIGINT, SIGHUP),
        secret_(Secret::load_or_create(settings_.state_dir / "secret")),
        housekeeper_(logs_.logger("housekeeping")),
        work_queues_(logs_.logger("work")),
        pool_(pool_settings(settings_), addresses_, logs_.logger("transport"), metrics_),
        identity_(served_domains(settings_), pool_.listening(), addresses_),
        environment_{clock_, housekeeper_, pool_, resolver_, identity_, work_queues_, logs_, metrics_},
        assembly_(std::move(configuration.modules), environment_, secret_),
        core_(core_settings(settings_), environment_, secret_, pool_.size()) {
    core_.set_generation(assembly_.generation());
    raise_descriptor_limit();
  }
  // The workers call the core, which goes before they do.
  ~Parts() { pool_.shutdown(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  void run() {
    pool_.start(core_);
    for (const ListenAddress& address : pool_.listening()) log_.info("listening on " + address.to_string());
    log_.info("ready: " + std::to_string(pool_.size()) + " workers, " +
              std::to_string(assembly_.modules().modules().size()) + " modules");
    wait_for_signal();
    io_.run();
    stop();
  }

 private:
  void wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        reopen();
        wait_for_signal();
        return;
      }
      log_.info(std::string("stopping on ") + (signal == SIGINT ? "SIGINT" : "SIGTERM"));
      io_.stop();
    });
  }

  void reopen() {
    logs_.reopen();
    core_.reopen();
    log_.info("reopened log files");
  }

  void stop() {
    core_.refuse_new();
    wait_until_idle(settings_.stop_timeout);
    on_worker([this](Network& network) { core_.abort_pending(network); });
    wait_until_idle(kStopLinger);
    pool_.stop_receiving();
    on_worker([this](Network& network) { core_.close_calls(network); });
    pool_.shutdown();
    log_.info("stopped");
  }

  // Runs on a worker, which has the network that the core sends with.
  void on_worker(const std::function<void(Network&)>& action) {
    std::promise<void> done;
    bool posted = pool_.post(0, [&](Network& network) {
      action(network);
      done.set_value();
    });
    if (posted) done.get_future().wait();
  }

  void wait_until_idle(std::chrono::milliseconds at_most) {
    SteadyTime end = clock_.now() + at_most;
    while (clock_.now() < end) {
      std::size_t pending = 0;
      on_worker([&](Network& network) { pending = core_.pending(network); });
      if (pending == 0) return;
      boost::asio::steady_timer pause(io_, kStopPoll);
      pause.wait();
    }
  }

  Settings settings_;
  BoostLog logs_;
  Logger& log_;
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_;
  Secret secret_;
  Metrics metrics_;
  RealClock clock_;
  Housekeeper housekeeper_;
  ThreadWorkQueues work_queues_;
  DnsResolver resolver_;
  LocalAddresses addresses_;
  WorkerPool pool_;
  HostIdentity identity_;
  Environment environment_;
  Assembly assembly_;
  Core core_;
};

Server::Server(Configuration configuration) : parts_(std::make_unique<Parts>(std::move(configuration))) {}
Server::~Server() = default;
void Server::run() { parts_->run(); }

}  // namespace zvoni::kernel
