// SPDX-License-Identifier: Apache-2.0
#include "sandbox/calls.h"

#include <sys/syscall.h>

namespace watchword::sandbox {
namespace {

// The number of a call newer than the headers this may be built with; the same on all processors we know.
constexpr long kFchmodat2 = 452;
constexpr long kMemfdSecret = 447;
constexpr long kProcessMadvise = 440;

constexpr long kEveryday[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_lseek,
    SYS_close,
    SYS_fstat,
    SYS_fcntl,
    SYS_dup,
    SYS_futex,
    SYS_munmap,
    SYS_mremap,
    SYS_brk,
    SYS_madvise,
    SYS_getrandom,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_ppoll,
    SYS_exit,
    SYS_exit_group,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_set_robust_list,
    SYS_set_tid_address,
    SYS_gettid,
    SYS_getpid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_uname,
    SYS_sysinfo,
    SYS_membarrier,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_poll
    SYS_poll,
    SYS_time,
    SYS_arch_prctl,
#endif
};

constexpr long kLooking[] = {
    SYS_newfstatat, SYS_statx,  SYS_faccessat, SYS_readlinkat,
    SYS_getdents64, SYS_getcwd, SYS_pread64,   SYS_fadvise64,
#ifdef SYS_stat
    SYS_stat,       SYS_lstat,  SYS_access,    SYS_readlink,
#endif
};

constexpr long kWriting[] = {
    SYS_openat,   SYS_unlinkat, SYS_renameat,  SYS_renameat2, SYS_mkdirat, SYS_ftruncate, SYS_fallocate,
    SYS_pwrite64, SYS_fsync,    SYS_fdatasync, SYS_flock,     SYS_fchmod,  SYS_fchmodat,  SYS_utimensat,
    SYS_umask,    SYS_statfs,   SYS_fstatfs,
#ifdef SYS_open
    SYS_open,     SYS_creat,    SYS_unlink,    SYS_rename,    SYS_mkdir,   SYS_rmdir,     SYS_chmod,
#endif
};

constexpr long kProcess[] = {
    SYS_clone,
    SYS_wait4,
    SYS_waitid,
    SYS_kill,
    SYS_getppid,
    SYS_pidfd_open,
    SYS_pipe2,
    SYS_memfd_create,
    SYS_prctl,
    SYS_seccomp,
    SYS_prlimit64,
    SYS_setrlimit,
    SYS_getrlimit,
    SYS_setpriority,
    SYS_getpriority,
    SYS_sched_setscheduler,
    SYS_close_range,
    SYS_tgkill,
    444L,
    445L,
    446L,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
    SYS_pipe,
#endif
};

constexpr long kNetwork[] = {
    SYS_socket, SYS_socketpair, SYS_connect,  SYS_bind,     SYS_listen,  SYS_accept,   SYS_accept4,
    SYS_sendto, SYS_sendmsg,    SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg,
};

constexpr long kForbidden[] = {
    // Other programs, other processes.
    SYS_execve,
    SYS_execveat,
    SYS_clone,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    kProcessMadvise,
    SYS_kill,
    SYS_tkill,
    SYS_tgkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_pidfd_send_signal,
    SYS_setns,
    SYS_unshare,
    SYS_personality,
    // Files.
    SYS_unlinkat,
    SYS_renameat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    kFchmodat2,
    SYS_fchown,
    SYS_fchownat,
    SYS_truncate,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_open_by_handle_at,
    SYS_fanotify_init,
    // Memory that has no name, or is another's.
    SYS_memfd_create,
    kMemfdSecret,
    SYS_userfaultfd,
    SYS_shmget,
    SYS_shmat,
    SYS_shmctl,
    SYS_shmdt,
    SYS_semget,
    SYS_semop,
    SYS_msgget,
    SYS_msgsnd,
    SYS_msgrcv,
    SYS_mq_open,
    SYS_remap_file_pages,
    SYS_pkey_mprotect,
    // The kernel's machinery.
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_io_setup,
    SYS_io_submit,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_mount,
    SYS_umount2,
    SYS_move_mount,
    SYS_open_tree,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_pivot_root,
    SYS_chroot,
    SYS_acct,
    SYS_quotactl,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_adjtimex,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_syslog,
    // Becoming somebody else.
    SYS_setuid,
    SYS_setgid,
    SYS_setreuid,
    SYS_setregid,
    SYS_setresuid,
    SYS_setresgid,
    SYS_setgroups,
    SYS_setfsuid,
    SYS_setfsgid,
    SYS_capset,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
    SYS_creat,
    SYS_unlink,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
    SYS_modify_ldt,
    SYS_iopl,
    SYS_ioperm,
    SYS_uselib,
#endif
};

}  // namespace

std::span<const long> EverydayCalls() {
  return kEveryday;
}

std::span<const long> LookingCalls() {
  return kLooking;
}

std::span<const long> WritingCalls() {
  return kWriting;
}

std::span<const long> ProcessCalls() {
  return kProcess;
}

std::span<const long> NetworkCalls() {
  return kNetwork;
}

std::span<const long> ForbiddenCalls() {
  return kForbidden;
}

}  // namespace watchword::sandbox
