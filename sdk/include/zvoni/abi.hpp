// The binary contract between zvoni and its modules: symbol visibility, version numbers, toolchain fingerprint.
#pragma once

#include <cstdint>

/// Marks what libzvoni.so.1 exports. Everything else is hidden.
#define ZVONI_API __attribute__((visibility("default")))

namespace zvoni {

/// Changed when a module built before can no longer be loaded. Must equal the kernel's.
inline constexpr std::uint32_t kAbiMajor = 1;
/// Changed when the contract only grows. A module's may be older than the kernel's, never newer.
inline constexpr std::uint32_t kAbiMinor = 0;

#define ZVONI_STRINGIFY_(x) #x
#define ZVONI_STRINGIFY(x) ZVONI_STRINGIFY_(x)
#if defined(__GLIBCXX__)
#define ZVONI_STDLIB_ "libstdc++-cxx11abi" ZVONI_STRINGIFY(_GLIBCXX_USE_CXX11_ABI)
#elif defined(_LIBCPP_VERSION)
#define ZVONI_STDLIB_ "libc++-abi" ZVONI_STRINGIFY(_LIBCPP_ABI_VERSION)
#else
#error "zvoni modules need libstdc++ or libc++"
#endif
#if defined(__x86_64__)
#define ZVONI_ARCH_ "x86_64"
#elif defined(__aarch64__)
#define ZVONI_ARCH_ "aarch64"
#elif defined(__arm__)
#define ZVONI_ARCH_ "arm"
#elif defined(__i386__)
#define ZVONI_ARCH_ "i386"
#elif defined(__riscv)
#define ZVONI_ARCH_ "riscv"
#else
#define ZVONI_ARCH_ "other"
#endif

/// What two binaries must share to pass C++ objects to one another: processor, C++ ABI, standard library.
/// GCC's and Clang's releases of the last years agree on the Itanium ABI, so no compiler version is in it.
inline constexpr const char* kToolchain = ZVONI_ARCH_ "/itanium-c++20/" ZVONI_STDLIB_;

}  // namespace zvoni
