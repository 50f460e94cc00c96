// SPDX-License-Identifier: Apache-2.0
#include "sandbox/profile.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_folder.h"

namespace watchword::sandbox {
namespace {

constexpr int kNotEntered = 200;
constexpr int kKilled = -SIGSYS;

// What a child that runs `work` ends with: its exit status, or minus the signal.
int InChild(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// errno of a system call, 0 when it worked.
int Tried(long result) {
  return result < 0 ? errno : 0;
}

int TrySocketInThread() {
  std::thread([] { static_cast<void>(::socket(AF_INET, SOCK_STREAM, 0)); }).join();
  return 0;
}

int TryOpen(const std::string& path, int flags) {
  return Tried(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

// Something an intruder would try, and what stands for it on every kernel.
struct Attempt {
  const char* name;
  std::function<int()> attempt;
};

std::vector<Attempt> NetworkAttempts() {
  return {
      {"socket inet", [] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }},
      {"socket inet6", [] { return Tried(::socket(AF_INET6, SOCK_STREAM, 0)); }},
      {"socket udp", [] { return Tried(::socket(AF_INET, SOCK_DGRAM, 0)); }},
      {"socket unix", [] { return Tried(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
      {"socketpair",
       [] {
         std::array<int, 2> ends{};
         return Tried(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()));
       }},
      {"connect", [] { return Tried(::connect(0, nullptr, 0)); }},
      {"bind", [] { return Tried(::bind(0, nullptr, 0)); }},
      {"sendto", [] { return Tried(::sendto(0, nullptr, 0, 0, nullptr, 0)); }},
      {"recvmsg", [] { return Tried(::recvmsg(0, nullptr, 0)); }},
  };
}

// What no profile may do.
std::vector<Attempt> ForbiddenAttempts() {
  return {
      {"execve", [] { return Tried(::execl("/bin/true", "true", nullptr)); }},
      {"execveat", [] { return Tried(::syscall(SYS_execveat, AT_FDCWD, "/bin/true", nullptr, nullptr, 0)); }},
      {"ptrace", [] { return Tried(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
      {"process_vm_readv", [] { return Tried(::process_vm_readv(::getppid(), nullptr, 0, nullptr, 0, 0)); }},
      {"process_vm_writev",
       [] { return Tried(::process_vm_writev(::getppid(), nullptr, 0, nullptr, 0, 0)); }},
      {"io_uring_setup", [] { return Tried(::syscall(SYS_io_uring_setup, 1, nullptr)); }},
      {"bpf", [] { return Tried(::syscall(SYS_bpf, 0, nullptr, 0)); }},
      {"userfaultfd", [] { return Tried(::syscall(SYS_userfaultfd, 0)); }},
      {"pidfd_getfd", [] { return Tried(::syscall(SYS_pidfd_getfd, -1, 0, 0)); }},
      {"perf_event_open", [] { return Tried(::syscall(SYS_perf_event_open, nullptr, 0, 0, 0, 0)); }},
      {"unshare", [] { return Tried(::syscall(SYS_unshare, 0)); }},
      {"mount", [] { return Tried(::syscall(SYS_mount, nullptr, nullptr, nullptr, 0, nullptr)); }},
      {"keyctl", [] { return Tried(::syscall(SYS_keyctl, 0)); }},
      {"shmget", [] { return Tried(::syscall(SYS_shmget, 0, 0, 0)); }},
      {"setuid", [] { return Tried(::syscall(SYS_setuid, ::getuid())); }},
  };
}

class ProfileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(inside_);
    std::filesystem::create_directories(outside_);
    std::ofstream(inside_ + "/pack") << "pack";
    std::ofstream(outside_ + "/secret") << "secret";
  }

  int AsHost(const std::function<int()>& work) const {
    return InChild([&] { return EnterHost({inside_}, STDERR_FILENO) ? work() : kNotEntered; });
  }
  int AsInstaller(const std::function<int()>& work) const {
    return InChild([&] { return EnterInstaller({{inside_, Access::kWrite}}) ? work() : kNotEntered; });
  }
  int AsFetcher(const std::function<int()>& work) const {
    return InChild([&] { return EnterFetcher({inside_}) ? work() : kNotEntered; });
  }
  static int AsWorker(const std::function<int()>& work) {
    return InChild([&] { return EnterWorker() ? work() : kNotEntered; });
  }

  // What changes files.
  std::vector<Attempt> WritingAttempts(const std::string& folder) const {
    const std::string file = folder + "/pack";
    return {
        {"open for writing", [file] { return TryOpen(file, O_WRONLY); }},
        {"open for both", [file] { return TryOpen(file, O_RDWR); }},
        {"create", [folder] { return TryOpen(folder + "/new", O_WRONLY | O_CREAT); }},
        {"create without writing", [folder] { return TryOpen(folder + "/new", O_RDONLY | O_CREAT); }},
        {"truncate by opening", [file] { return TryOpen(file, O_RDONLY | O_TRUNC); }},
        {"unlink", [file] { return Tried(::unlink(file.c_str())); }},
        {"rename", [file] { return Tried(::rename(file.c_str(), (file + "2").c_str())); }},
        {"link", [file] { return Tried(::link(file.c_str(), (file + "3").c_str())); }},
        {"symlink", [file] { return Tried(::symlink(file.c_str(), (file + "4").c_str())); }},
        {"mkdir", [folder] { return Tried(::mkdir((folder + "/f").c_str(), 0700)); }},
        {"chmod", [file] { return Tried(::chmod(file.c_str(), 0600)); }},
        {"truncate", [file] { return Tried(::truncate(file.c_str(), 0)); }},
        {"mkfifo", [folder] { return Tried(::mkfifo((folder + "/p").c_str(), 0600)); }},
    };
  }

  test::TemporaryFolder home_;
  const std::string inside_ = home_.At("inside");
  const std::string outside_ = home_.At("outside");
  const bool has_landlock_ = LandlockVersion() > 0;
};

TEST_F(ProfileTest, TheHostIsEndedForWhatOnlyAnIntruderTries) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts(), WritingAttempts(inside_)}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsHost(one.attempt), kKilled) << one.name;
  }
  EXPECT_EQ(AsHost([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  EXPECT_EQ(AsHost([] { return static_cast<int>(::syscall(SYS_vfork)) * 0; }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::kill(::getppid(), 0)); }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_memfd_create, "x", 0)); }), kKilled);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0)); }), kKilled);
  const rlimit more{10, 10};
  EXPECT_EQ(AsHost([&more] { return Tried(::setrlimit(RLIMIT_NOFILE, &more)); }), kKilled);
}

TEST_F(ProfileTest, TheHostHasNoNewCode) {
  const auto map = [](int rights) {
    void* at = ::mmap(nullptr, 4096, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? nullptr : at;
  };
  EXPECT_EQ(AsHost([&] { return map(PROT_READ | PROT_EXEC) == nullptr ? 1 : 0; }), kKilled);
  EXPECT_EQ(AsHost([&] { return ::mprotect(map(PROT_READ), 4096, PROT_READ | PROT_EXEC); }), kKilled);
  EXPECT_EQ(AsHost([&] { return map(PROT_READ | PROT_WRITE) == nullptr ? 1 : 0; }), 0);
}

TEST_F(ProfileTest, WhatTheHostDoesNotNeedIsAnsweredAsIfThereWereNoSuchCall) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr bool kHasRuntime = true;
#elif defined(__has_feature)
  constexpr bool kHasRuntime = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  constexpr bool kHasRuntime = false;
#endif
  if (kHasRuntime) return;  // a sanitizer's run-time makes calls of its own
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_clone3, nullptr, 0)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(SYS_openat2, -1, nullptr, nullptr, 0)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::syscall(9999)); }), ENOSYS);
  EXPECT_EQ(AsHost([] { return Tried(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }), ENOSYS);
}

TEST_F(ProfileTest, TheHostReadsBelowItsFoldersOnly) {
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), 0);
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_, O_RDONLY | O_DIRECTORY); }), 0);
  if (!has_landlock_) return;
  EXPECT_EQ(AsHost([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsHost([] { return TryOpen("/etc/passwd", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsHost([] { return TryOpen("/", O_RDONLY | O_DIRECTORY); }), EACCES);
  std::filesystem::create_symlink(outside_ + "/secret", inside_ + "/link");
  EXPECT_EQ(AsHost([this] { return TryOpen(inside_ + "/link", O_RDONLY); }), EACCES)
      << "where it leads counts";
}

TEST_F(ProfileTest, TheHostOpensAndMapsWhatIsPutThereLater) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe[0], STDIN_FILENO);
    if (!EnterHost({inside_}, STDERR_FILENO)) ::_exit(kNotEntered);
    char go = 0;
    if (::read(STDIN_FILENO, &go, 1) != 1) ::_exit(1);
    const int file = ::open((inside_ + "/later").c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    const void* at = ::mmap(nullptr, 5, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
    ::_exit(at != MAP_FAILED && std::string(static_cast<const char*>(at), 5) == "later" ? 0 : 2);
  }
  std::ofstream(inside_ + "/later.new") << "later";
  std::filesystem::rename(inside_ + "/later.new", inside_ + "/later");
  ASSERT_EQ(::write(pipe[1], "x", 1), 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  ::close(pipe[0]);
  ::close(pipe[1]);
}

TEST_F(ProfileTest, TheHostThinksReadsWritesAndHasThreads) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int result = InChild([&] {
    ::dup2(ends[0], STDIN_FILENO);
    ::dup2(ends[1], STDOUT_FILENO);
    if (!EnterHost({inside_}, STDERR_FILENO)) return kNotEntered;
    int in_thread = 1;
    std::thread([&in_thread] {
      std::vector<std::string> words(10'000, std::string(100, 'x'));
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      in_thread = words.size() == 10'000 ? 0 : 2;
    }).join();
    std::array<char, 2> got{};
    if (::write(STDOUT_FILENO, "ab", 2) != 2 || ::read(STDIN_FILENO, got.data(), 2) != 2) return 3;
    return in_thread;
  });
  EXPECT_EQ(result, 0);
  EXPECT_EQ(AsHost([] { return TrySocketInThread(); }), kKilled) << "not only the thread ends";
  EXPECT_EQ(AsHost([]() -> int { std::abort(); }), -SIGABRT);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(ProfileTest, TheHostKeepsNoDescriptorButItsOwn) {
  const int open = ::open("/proc/version", O_RDONLY);
  ASSERT_GT(open, 2);
  EXPECT_EQ(AsHost([open] { return Tried(::fcntl(open, F_GETFD)); }), EBADF);
  const int kept =
      InChild([&] { return EnterHost({inside_}, open) ? Tried(::fcntl(open, F_GETFD)) : kNotEntered; });
  EXPECT_EQ(kept, 0);
  ::close(open);
}

TEST_F(ProfileTest, AHostCannotBeLookedInto) {
  std::array<int, 2> ready{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool entered = static_cast<bool>(EnterHost({inside_}, ready[1]));
    if (::write(ready[1], entered ? "y" : "n", 1) != 1) ::_exit(1);
    for (;;) ::pause();  // ENOSYS is as good
  }
  char entered = 'n';
  ASSERT_EQ(::read(ready[0], &entered, 1), 1);
  EXPECT_EQ(entered, 'y');
  // As another process of the same user, without root's rights.
  const int attached = InChild([child] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 1;
    return Tried(::ptrace(PTRACE_ATTACH, child, nullptr, nullptr));
  });
  EXPECT_EQ(attached, EPERM);
  struct stat facts {};
  ASSERT_EQ(::stat(("/proc/" + std::to_string(child) + "/mem").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_uid, 0u) << "not the user's own any more";
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_F(ProfileTest, TheInstallerWritesBelowItsPlacesOnly) {
  const int wrote = AsInstaller([this] {
    const int file = ::open((inside_ + "/new").c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (file < 0 || ::write(file, "x", 1) != 1 || ::fsync(file) != 0) return 1;
    if (::rename((inside_ + "/new").c_str(), (inside_ + "/newer").c_str()) != 0) return 2;
    if (::mkdir((inside_ + "/gen").c_str(), 0700) != 0 || ::rmdir((inside_ + "/gen").c_str()) != 0) return 3;
    return ::unlink((inside_ + "/newer").c_str()) == 0 ? 0 : 4;
  });
  EXPECT_EQ(wrote, 0);
  if (!has_landlock_) return;
  EXPECT_EQ(AsInstaller([this] { return TryOpen(outside_ + "/new", O_WRONLY | O_CREAT); }), EACCES);
  EXPECT_EQ(AsInstaller([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsInstaller([this] { return Tried(::unlink((outside_ + "/secret").c_str())); }), EACCES);
}

TEST_F(ProfileTest, TheInstallerHasNoNetworkAndNoPrograms) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts()}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsInstaller(one.attempt), kKilled) << one.name;
  }
}

TEST_F(ProfileTest, TheInstallersChildrenMayGiveUpMore) {
  EXPECT_EQ(AsInstaller([] { return AsWorker([] { return 7; }); }), 7);
  EXPECT_EQ(AsInstaller([] { return -AsWorker([] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }); }),
            SIGSYS);
}

TEST_F(ProfileTest, TheFetcherHasNetworkAndThreadsAndReadsWhatItIsTold) {
  EXPECT_EQ(AsFetcher([] { return Tried(::socket(AF_INET, SOCK_STREAM, 0)); }), 0);
  EXPECT_EQ(AsFetcher([] { return Tried(::socket(AF_INET, SOCK_DGRAM, 0)); }), 0);
  EXPECT_EQ(AsFetcher([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), 0);
  EXPECT_EQ(AsFetcher([] {
              int result = 1;
              std::thread([&result] { result = 0; }).join();
              return result;
            }),
            0);
  if (has_landlock_) {
    EXPECT_EQ(AsFetcher([this] { return TryOpen(outside_ + "/secret", O_RDONLY); }), EACCES);
  }
}

TEST_F(ProfileTest, TheFetcherWritesNothingAndStartsNothing) {
  for (const int flags : {O_WRONLY, O_RDWR, O_WRONLY | O_CREAT, O_RDONLY | O_TRUNC})
    EXPECT_EQ(AsFetcher([this, flags] { return TryOpen(inside_ + "/pack", flags); }), EACCES) << flags;
  EXPECT_EQ(AsFetcher([this] { return Tried(::unlink((inside_ + "/pack").c_str())); }), kKilled);
  EXPECT_EQ(AsFetcher([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  for (const Attempt& one : ForbiddenAttempts()) EXPECT_EQ(AsFetcher(one.attempt), kKilled) << one.name;
}

TEST_F(ProfileTest, TheWorkerHasNothing) {
  for (const auto& attempts : {NetworkAttempts(), ForbiddenAttempts(), WritingAttempts(inside_)}) {
    for (const Attempt& one : attempts) EXPECT_EQ(AsWorker(one.attempt), kKilled) << one.name;
  }
  EXPECT_EQ(AsWorker([] { return static_cast<int>(::fork()) * 0; }), kKilled);
  EXPECT_EQ(AsWorker([this] { return TryOpen(inside_ + "/pack", O_RDONLY); }), EACCES);
  EXPECT_EQ(AsWorker([] { return std::vector<char>(1 << 20).size() == 1 << 20 ? 0 : 1; }), 0);
}

TEST_F(ProfileTest, TheWorkerUsesWhatIsOpen) {
  const int file = ::memfd_create("x", MFD_CLOEXEC);
  EXPECT_EQ(AsWorker([file] { return ::write(file, "abc", 3) == 3 ? 0 : 1; }), 0);
  struct stat facts {};
  EXPECT_EQ(::fstat(file, &facts), 0);
  EXPECT_EQ(facts.st_size, 3);
  ::close(file);
}

#ifdef __x86_64__
TEST_F(ProfileTest, CallsInAnotherConventionEndEveryProfile) {
  constexpr long kX32 = 0x40000000;
  const auto x32 = [] { return Tried(::syscall(kX32 | SYS_getpid)); };
  // getpid as 32-bit programs call it.
  const auto i386 = [] {
    long result = 20;
    asm volatile("int $0x80" : "+a"(result) : : "memory");
    return 0;
  };
  for (const std::function<int()>& call : {std::function<int()>(x32), std::function<int()>(i386)}) {
    EXPECT_EQ(AsHost(call), kKilled);
    EXPECT_EQ(AsInstaller(call), kKilled);
    EXPECT_EQ(AsFetcher(call), kKilled);
    EXPECT_EQ(AsWorker(call), kKilled);
  }
}
#endif

TEST_F(ProfileTest, SaysWhatIsInForce) {
  const int as_told = InChild([this] {
    const auto entered = EnterHost({inside_}, STDERR_FILENO);
    const bool all = entered && entered->network_denied && entered->exec_denied && entered->seccomp &&
                     entered->no_new_privs && entered->hidden_memory;
    if (!all) return 100;
    return entered->landlock;
  });
  EXPECT_EQ(as_told, LandlockVersion());
  const int fetcher = InChild([this] {
    const auto entered = EnterFetcher({inside_});
    return entered && !entered->network_denied && entered->exec_denied ? 0 : 1;
  });
  EXPECT_EQ(fetcher, 0);
}

// Makes the kernel answer some calls as an older one does.
bool AsKernelWithout(std::initializer_list<std::uint32_t> calls, std::uint32_t number) {
  std::vector<sock_filter> filter = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const std::uint32_t call : calls) {
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number));
  }
  filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

TEST_F(ProfileTest, WithoutLandlockItGoesOnAndSaysSo) {
  const int told = InChild([this] {
    if (!AsKernelWithout({444, 445, 446}, ENOSYS)) return 101;
    const auto entered = EnterHost({inside_}, STDERR_FILENO);
    if (!entered || entered->landlock != 0 || !entered->network_denied) return 102;
    return TryOpen("/etc/passwd", O_RDONLY);
  });
  EXPECT_EQ(told, 0) << "then any file can be read, and status says so";
}

TEST_F(ProfileTest, WithoutAFilterThereIsNoProfile) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int code = InChild([&] {
    if (!AsKernelWithout({SYS_seccomp}, EACCES)) return 101;
    const auto entered = EnterHost({inside_}, ends[1]);
    if (entered) return 102;
    const std::string& message = entered.error().message;
    return ::write(ends[1], message.data(), message.size()) > 0 ? static_cast<int>(entered.error().code)
                                                                : 103;
  });
  EXPECT_EQ(code, static_cast<int>(ErrorCode::kIo));
  std::array<char, 200> told{};
  const ssize_t size = ::read(ends[0], told.data(), told.size());
  EXPECT_EQ(std::string(told.data(), static_cast<std::size_t>(size)), "seccomp: Permission denied");
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace watchword::sandbox
