/*
 * Runs a command under named denials, as restricted sandboxes have them, with the kernel's own means: seccomp, Landlock,
 * resource limits, accounts, capabilities and mounts. What the command starts inherits them. Where a denial cannot be
 * had it says so and ends with its own code; it never runs the command with less than was asked for.
 *
 *   cage -d NAME[,NAME...] [--] COMMAND [ARGUMENT...]
 *   cage -d NAME[,NAME...] -t        try whether these denials can be had, run nothing
 *   cage -l                          list the names
 *
 * Free-standing: linked against no C library, so that it runs on every Linux of its processor.
 */
#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>

enum { NOT_TO_BE_HAD = 125, WRONG_CALL = 64, NOT_EXECUTABLE = 126, NOT_FOUND = 127 };

/* ---------------------------------------------------------------- the kernel */

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64

static long system_call(long number, long a, long b, long c, long d, long e)
{
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n\txor %ebp, %ebp\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall begin\n");
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64

static long system_call(long number, long a, long b, long c, long d, long e)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4)
                     : "memory");
    return x0;
}

__asm__(".globl _start\n_start:\n\tmov x29, #0\n\tmov x0, sp\n\tbl begin\n");
#else
#error "unsupported processor"
#endif

#define CALL1(n, a) system_call(n, (long)(a), 0, 0, 0, 0)
#define CALL2(n, a, b) system_call(n, (long)(a), (long)(b), 0, 0, 0)
#define CALL3(n, a, b, c) system_call(n, (long)(a), (long)(b), (long)(c), 0, 0)
#define CALL4(n, a, b, c, d) system_call(n, (long)(a), (long)(b), (long)(c), (long)(d), 0)
#define CALL5(n, a, b, c, d, e) system_call(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e))

/* The headers of old systems do not know the newer ones; numbers from 424 on are the same on every processor. */
enum {
    SYS_pidfd_send_signal = 424, SYS_io_uring_setup = 425, SYS_io_uring_enter = 426, SYS_io_uring_register = 427,
    SYS_clone3 = 435, SYS_landlock_create_ruleset = 444, SYS_landlock_add_rule = 445, SYS_landlock_restrict_self = 446
};

enum {
    EPERM = 1, ENOENT = 2, ENOMEM = 12, EACCES = 13, ENOTDIR = 20, EINVAL = 22, ENOSPC = 28, ENOSYS = 38, EAFNOSUPPORT = 97,
    AT_FDCWD = -100, AT_EMPTY_PATH = 0x1000, F_OK = 0, O_RDONLY = 0, O_WRONLY = 1, O_CREAT = 0100, O_CLOEXEC = 02000000,
    O_PATH = 010000000,
#if defined(__aarch64__)
    O_DIRECTORY = 040000, O_NOFOLLOW = 0100000,
#else
    O_DIRECTORY = 0200000, O_NOFOLLOW = 0400000,
#endif
    DT_DIR = 4, DT_LNK = 10, S_IFCHR = 020000, S_IFREG = 0100000,
    AF_UNIX = 1, AF_INET = 2, AF_INET6 = 10, CLONE_NEWNS = 0x20000, CLONE_NEWUSER = 0x10000000,
    MS_RDONLY = 1, MS_BIND = 4096, MS_REC = 16384, MS_PRIVATE = 1 << 18,
    PR_CAPBSET_DROP = 24, PR_SET_NO_NEW_PRIVS = 38, PR_CAP_AMBIENT = 47, PR_CAP_AMBIENT_CLEAR_ALL = 4,
    RLIMIT_FSIZE = 1, RLIMIT_STACK = 3, RLIMIT_NPROC = 6, RLIMIT_NOFILE = 7, RLIMIT_MEMLOCK = 8, RLIMIT_AS = 9
};

/* ---------------------------------------------------------------- words */

void *memset(void *target, int byte, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        ((char *)target)[i] = (char)byte;
    }
    return target;
}

void *memcpy(void *target, const void *source, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        ((char *)target)[i] = ((const char *)source)[i];
    }
    return target;
}

static size_t length_of(const char *text)
{
    size_t length = 0;
    while (text[length]) {
        length++;
    }
    return length;
}

static int same(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* The rest of the text after a beginning, or NULL. */
static const char *after(const char *text, const char *beginning)
{
    while (*beginning) {
        if (*text++ != *beginning++) {
            return NULL;
        }
    }
    return text;
}

/* Append to a text in a buffer; what does not fit could only be an absurd path, which is then not found. */
static void append(char *buffer, size_t size, const char *text)
{
    size_t at = length_of(buffer);
    for (; *text && at + 1 < size; text++) {
        buffer[at++] = *text;
    }
    buffer[at] = 0;
}

static void append_number(char *buffer, size_t size, unsigned long number)
{
    char digits[24];
    size_t at = sizeof digits - 1;
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    append(buffer, size, digits + at);
}

static int parse_number(const char *text, unsigned long *number)
{
    const char *digit = text;
    unsigned long value = 0;
    for (; *digit >= '0' && *digit <= '9' && value < 1UL << 50; digit++) {
        value = value * 10 + (unsigned long)(*digit - '0');
    }
    if (digit == text) {
        return 0;
    }
    const char *units = "kmg";
    for (int i = 0; *digit && units[i]; i++) {
        if (*digit == units[i]) {
            value <<= 10 * (i + 1);
            digit++;
            break;
        }
    }
    *number = value;
    return !*digit;
}

static void say(long file, const char *text) { CALL3(__NR_write, file, text, length_of(text)); }

static _Noreturn void end(int code)
{
    for (;;) {
        CALL1(__NR_exit_group, code);
    }
}

static const struct {
    const char *name, *suffix;
    int number;
} ERRNOS[] = {{"EPERM", "-denied", EPERM}, {"EPERM", "-eperm", EPERM}, {"EACCES", "-eacces", EACCES},
              {"ENOSYS", "-enosys", ENOSYS}, {"ENOSPC", "-enospc", ENOSPC}, {"ENOMEM", "-enomem", ENOMEM},
              {"EAFNOSUPPORT", "-eafnosupport", EAFNOSUPPORT}, {"EINVAL", "-einval", EINVAL},
              {"ENOENT", "-enoent", ENOENT}};
enum { ERRNO_COUNT = sizeof ERRNOS / sizeof *ERRNOS };

static _Noreturn void wrong(const char *what, const char *which, const char *help)
{
    say(2, "cage: ");
    say(2, what);
    say(2, which);
    say(2, help);
    say(2, "\n");
    end(WRONG_CALL);
}

/* The denial being applied, for messages. */
static const char *current = "";

static _Noreturn void not_to_be_had(const char *step, long error)
{
    char text[64] = "errno ";
    append_number(text, sizeof text, (unsigned long)-error);
    for (int i = 0; i < ERRNO_COUNT; i++) {
        if (ERRNOS[i].number == -error) {
            text[0] = 0;
            append(text, sizeof text, ERRNOS[i].name);
        }
    }
    say(2, "cage: ");
    say(2, current);
    say(2, " cannot be had here: ");
    say(2, step);
    if (error) {
        say(2, ": ");
        say(2, text);
    }
    say(2, "; the command was not run\n");
    end(NOT_TO_BE_HAD);
}

static void must(const char *step, long answer)
{
    if (answer < 0) {
        not_to_be_had(step, answer);
    }
}

static char **environment;

static const char *variable(const char *name)
{
    for (char **entry = environment; *entry; entry++) {
        const char *rest = after(*entry, name);
        if (rest && *rest == '=') {
            return rest + 1;
        }
    }
    return NULL;
}

/* ---------------------------------------------------------------- system calls: seccomp */

enum test { ALWAYS, EQUAL, DIFFERENT, BITS, UNKNOWN };

/* A call that is denied: always, or by an argument; UNKNOWN pretends that the kernel has no such call. */
struct rule {
    int call;
    uint8_t test, argument;
    uint32_t value;
};
#define LAST {-1, ALWAYS, 0, 0}
#define ANY(call) {call, ALWAYS, 0, 0}

static const struct rule SHM[] = {ANY(__NR_shmget), ANY(__NR_shmat), ANY(__NR_shmdt), ANY(__NR_shmctl), LAST};
static const struct rule SEM[] = {ANY(__NR_semget), ANY(__NR_semop), ANY(__NR_semctl), LAST};
static const struct rule UNIX[] = {{__NR_socket, EQUAL, 0, AF_UNIX}, LAST};
static const struct rule INET[] = {{__NR_socket, EQUAL, 0, AF_INET}, {__NR_socket, EQUAL, 0, AF_INET6}, LAST};
static const struct rule INET6[] = {{__NR_socket, EQUAL, 0, AF_INET6}, LAST};
static const struct rule FAMILIES[] = {
    {__NR_socket, DIFFERENT, 0, AF_UNIX}, {__NR_socketpair, DIFFERENT, 0, AF_UNIX}, LAST};
static const struct rule CONNECT[] = {ANY(__NR_connect), LAST};
static const struct rule BIND[] = {ANY(__NR_bind), LAST};
static const struct rule LISTEN[] = {ANY(__NR_listen), LAST};
static const struct rule ACCEPT[] = {ANY(__NR_accept), ANY(__NR_accept4), LAST};
static const struct rule OPTIONS[] = {
    ANY(__NR_getsockopt), ANY(__NR_setsockopt), ANY(__NR_getsockname), ANY(__NR_getpeername), ANY(__NR_shutdown),
    ANY(__NR_sendto), ANY(__NR_sendmmsg), ANY(__NR_recvmmsg), LAST};
static const struct rule URING[] = {
    ANY(SYS_io_uring_setup), ANY(SYS_io_uring_enter), ANY(SYS_io_uring_register), LAST};
static const struct rule PTRACE[] = {
    ANY(__NR_ptrace), ANY(__NR_process_vm_readv), ANY(__NR_process_vm_writev), LAST};
static const struct rule KILL[] = {
    {__NR_kill, DIFFERENT, 1, 0}, ANY(__NR_tkill), {__NR_tgkill, DIFFERENT, 2, 0}, ANY(SYS_pidfd_send_signal), LAST};
static const struct rule USERNS[] = {
    {__NR_unshare, BITS, 0, CLONE_NEWUSER}, {__NR_clone, BITS, 0, CLONE_NEWUSER}, {SYS_clone3, UNKNOWN, 0, 0}, LAST};
static const struct rule MEMFD[] = {ANY(__NR_memfd_create), LAST};
static const struct rule FALLOCATE[] = {ANY(__NR_fallocate), LAST};
static const struct rule SETUID[] = {
    ANY(__NR_setuid), ANY(__NR_setgid), ANY(__NR_setresuid), ANY(__NR_setresgid), ANY(__NR_setgroups),
    ANY(__NR_setreuid), ANY(__NR_setregid), LAST};
static const struct rule FIFO[] = {ANY(__NR_mknodat),
#ifdef __NR_mknod
                                   ANY(__NR_mknod),
#endif
                                   LAST};
static const struct rule CHOWN[] = {ANY(__NR_fchown), ANY(__NR_fchownat),
#ifdef __NR_chown
                                    ANY(__NR_chown), ANY(__NR_lchown),
#endif
                                    LAST};

static struct sock_filter filter[1024];
static unsigned short filter_length;

static void add(uint16_t code, uint8_t if_true, uint8_t if_false, uint32_t value)
{
    if (filter_length == sizeof filter / sizeof *filter) {
        wrong("too many denials", "", "");
    }
    filter[filter_length++] = (struct sock_filter){code, if_true, if_false, value};
}

static void add_load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset); }

static void add_denial(int error) { add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | (uint32_t)error); }

/* The number of the call is in the accumulator before and after. */
static void deny(const struct rule *rule, int error)
{
    if (rule->test == ALWAYS || rule->test == UNKNOWN) {
        add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)rule->call);
        add_denial(rule->test == UNKNOWN ? ENOSYS : error);
        return;
    }
    add(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, (uint32_t)rule->call);
    add_load(offsetof(struct seccomp_data, args) + 8u * rule->argument);
    if (rule->test == BITS) {
        add(BPF_JMP | BPF_JSET | BPF_K, 0, 1, rule->value);
    } else {
        add(BPF_JMP | BPF_JEQ | BPF_K, rule->test == EQUAL ? 0 : 1, rule->test == EQUAL ? 1 : 0, rule->value);
    }
    add_denial(error);
    add_load(offsetof(struct seccomp_data, nr));
}

/* Programs of another processor mode would number their calls differently and slip through: they get none. */
static void begin_filter(void)
{
    add_load(offsetof(struct seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, THIS_ARCHITECTURE);
    add_denial(ENOSYS);
    add_load(offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    add(BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000);
    add_denial(ENOSYS);
#endif
}

static void install_filter(void)
{
    add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {filter_length, filter};
    must("seccomp", CALL3(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
}

/* ---------------------------------------------------------------- files and TCP: Landlock, which answers EACCES */

enum {
    EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, TRUNCATE = 1 << 14,
    /* write, remove, make, link across directories, truncate: everything but execute, read and ioctl */
    WRITES = 0x7ff2 & ~0xc,
    OF_FILES = EXECUTE | WRITE_FILE | TRUNCATE,
    ABI_OF_TRUNCATE = 3, ABI_OF_TCP = 4, ABI_OF_SIGNALS = 6
};

static long landlock_ruleset(uint64_t files, uint64_t tcp, uint64_t scopes)
{
    struct { uint64_t files, tcp, scopes; } rights = {files, tcp, scopes};
    long abi = CALL3(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (abi < 0) {
        not_to_be_had("no Landlock", abi);
    }
    long needed = scopes ? ABI_OF_SIGNALS : tcp ? ABI_OF_TCP : ABI_OF_TRUNCATE;
    if (abi < needed) {
        not_to_be_had("the kernel's Landlock is too old", 0);
    }
    long ruleset = CALL3(SYS_landlock_create_ruleset, &rights, scopes ? 24 : tcp ? 16 : 8, 0);
    must("landlock_create_ruleset", ruleset);
    return ruleset;
}

static void landlock_enforce(long ruleset)
{
    must("landlock_restrict_self", CALL2(SYS_landlock_restrict_self, ruleset, 0));
    CALL1(__NR_close, ruleset);
}

static void allow_beneath(long ruleset, const char *path, uint64_t rights)
{
    struct { uint64_t rights; int32_t directory; } __attribute__((packed)) rule;
    long file = CALL4(__NR_openat, AT_FDCWD, path, O_PATH | O_CLOEXEC | O_NOFOLLOW, 0);
    if (file < 0) {
        return; /* gone meanwhile, or a place that we may not reach either */
    }
    rule.directory = (int32_t)file;
    rule.rights = rights;
    if (CALL4(SYS_landlock_add_rule, ruleset, 1, &rule, 0) == -EINVAL) {
        rule.rights = rights & OF_FILES; /* not a directory */
        if (rule.rights) {
            CALL4(SYS_landlock_add_rule, ruleset, 1, &rule, 0);
        }
    }
    CALL1(__NR_close, file);
}

static char working_directory[4096];

struct entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

/* Allow everything in a directory but one name. */
static void allow_others(long ruleset, const char *directory, const char *but, uint64_t rights)
{
    static char entries[1 << 15] __attribute__((aligned(8)));
    long file = CALL4(__NR_openat, AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    must(directory, file);
    long size;
    while ((size = CALL3(__NR_getdents64, file, entries, sizeof entries)) > 0) {
        for (long at = 0; at < size;) {
            struct entry *entry = (struct entry *)(entries + at);
            at += entry->length;
            if (entry->type != DT_LNK && !same(entry->name, but) && !same(entry->name, ".") && !same(entry->name, "..")) {
                char path[4096] = "";
                append(path, sizeof path, directory);
                append(path, sizeof path, same(directory, "/") ? "" : "/");
                append(path, sizeof path, entry->name);
                allow_beneath(ruleset, path, rights);
            }
        }
    }
    CALL1(__NR_close, file);
}

/* A neighbour that is allowed must not lead to what is denied by another name. */
static const char *real_path(const char *path)
{
    static char real[4096];
    char link[64] = "/proc/self/fd/";
    long file = CALL4(__NR_openat, AT_FDCWD, path, O_PATH | O_CLOEXEC, 0);
    if (file < 0) {
        return path; /* nothing is there, and nothing can be made there afterwards */
    }
    append_number(link, sizeof link, (unsigned long)file);
    long length = CALL4(__NR_readlinkat, AT_FDCWD, link, real, sizeof real - 1);
    must(link, length);
    real[length] = 0;
    CALL1(__NR_close, file);
    return real;
}

/*
 * Landlock knows what is allowed only. So that nothing but one directory is denied, all its neighbours and those of its
 * parents are allowed; new names directly in the parents are denied too. The working directory stays allowed.
 */
static void deny_beneath(const char *wanted, uint64_t rights)
{
    static char parent[4096];
    if (wanted[0] != '/') {
        wrong("not an absolute path: ", wanted, "");
    }
    const char *path = real_path(wanted);
    long ruleset = landlock_ruleset(rights, 0, 0);
    for (size_t at = 1; path[at - 1];) {
        size_t next = at;
        while (path[next] && path[next] != '/') {
            next++;
        }
        static char name[256];
        name[0] = 0;
        parent[0] = 0;
        append(parent, at == 1 ? 2 : at < sizeof parent ? at : sizeof parent, path);
        append(name, next - at + 1 < sizeof name ? next - at + 1 : sizeof name, path + at);
        if (name[0]) {
            allow_others(ruleset, parent, name, rights);
        }
        at = next + 1;
    }
    if (!(rights & EXECUTE) && after(working_directory, path)) {
        allow_beneath(ruleset, working_directory, rights);
    }
    landlock_enforce(ruleset);
}

static void only_workspace(void)
{
    long ruleset = landlock_ruleset(WRITES, 0, 0);
    const char *temporary = variable("TMPDIR");
    allow_beneath(ruleset, working_directory, WRITES);
    allow_beneath(ruleset, temporary ? temporary : "/tmp", WRITES);
    allow_beneath(ruleset, "/dev", WRITE_FILE | TRUNCATE);
    allow_beneath(ruleset, "/proc", WRITE_FILE | TRUNCATE);
    landlock_enforce(ruleset);
}

/* ---------------------------------------------------------------- accounts, namespaces, capabilities */

static long wanted_uid = -1; /* -1: as it is */

static void write_file(const char *path, const char *text)
{
    long file = CALL4(__NR_openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    must(path, file);
    must(path, CALL3(__NR_write, file, text, length_of(text)));
    CALL1(__NR_close, file);
}

static void map(const char *path, long inside, long outside)
{
    char line[64] = "";
    append_number(line, sizeof line, (unsigned long)inside);
    append(line, sizeof line, " ");
    append_number(line, sizeof line, (unsigned long)outside);
    append(line, sizeof line, " 1");
    write_file(path, line);
}

/* In a namespace of its own an ordinary user may mount, and be called by any uid. */
static void enter_user_namespace(void)
{
    long uid = CALL1(__NR_geteuid, 0), gid = CALL1(__NR_getegid, 0);
    must("user namespace", CALL1(__NR_unshare, CLONE_NEWUSER));
    write_file("/proc/self/setgroups", "deny");
    map("/proc/self/uid_map", wanted_uid < 0 ? uid : wanted_uid, uid);
    map("/proc/self/gid_map", wanted_uid < 0 ? gid : wanted_uid, gid);
    wanted_uid = -1;
}

static void enter_mount_namespace(void)
{
    if (CALL1(__NR_unshare, CLONE_NEWNS) < 0) {
        enter_user_namespace();
        must("mount namespace", CALL1(__NR_unshare, CLONE_NEWNS));
    }
    must("private mounts", CALL5(__NR_mount, "none", "/", NULL, MS_REC | MS_PRIVATE, NULL));
}

static void become(void)
{
    long groups[1] = {0};
    if (CALL1(__NR_geteuid, 0) == wanted_uid) {
        return;
    }
    if (CALL2(__NR_setgroups, 0, groups) < 0) {
        enter_user_namespace();
        return;
    }
    must("setresgid", CALL3(__NR_setresgid, wanted_uid, wanted_uid, wanted_uid));
    must("setresuid", CALL3(__NR_setresuid, wanted_uid, wanted_uid, wanted_uid));
}

static void drop_capabilities(void)
{
    struct { uint32_t version; int32_t pid; } header = {0x20080522, 0};
    uint32_t none[6] = {0};
    for (int capability = 0; capability < 64; capability++) {
        long answer = CALL2(__NR_prctl, PR_CAPBSET_DROP, capability);
        if (answer == -EINVAL) {
            break; /* beyond the last that this kernel knows */
        }
        if (answer < 0 && CALL1(__NR_geteuid, 0) != 0) {
            break; /* an ordinary user gains none by starting a program, the less so without new privileges */
        }
        must("capability bounding set", answer);
    }
    CALL5(__NR_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    must("capset", CALL2(__NR_capset, &header, none));
}

/* ---------------------------------------------------------------- /dev/shm */

static const char SHM_DIRECTORY[] = "/dev/shm";

static void mount_memory(const char *options, unsigned long flags)
{
    must("a file system on /dev/shm", CALL5(__NR_mount, "none", SHM_DIRECTORY, "tmpfs", flags, options));
}

/* A /dev with everything that programs need but shm, prepared where shm is now and then put over the old one. */
static void hide_shm_directory(void)
{
    static const char *const DEVICES[] = {"null", "zero", "full", "random", "urandom", "tty", "ptmx"};
    if (CALL4(__NR_faccessat, AT_FDCWD, SHM_DIRECTORY, 0, 0) == -ENOENT) {
        return;
    }
    mount_memory("size=64k,mode=755", 0);
    for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
        char device[64] = "/dev/", place[64] = "/dev/shm/";
        append(device, sizeof device, DEVICES[i]);
        append(place, sizeof place, DEVICES[i]);
        must(place, CALL4(__NR_mknodat, AT_FDCWD, place, S_IFREG | 0666, 0));
        CALL5(__NR_mount, device, place, NULL, MS_BIND, NULL);
    }
    CALL3(__NR_symlinkat, "/proc/self/fd", AT_FDCWD, "/dev/shm/fd");
    CALL3(__NR_symlinkat, "/proc/self/fd/0", AT_FDCWD, "/dev/shm/stdin");
    CALL3(__NR_symlinkat, "/proc/self/fd/1", AT_FDCWD, "/dev/shm/stdout");
    CALL3(__NR_symlinkat, "/proc/self/fd/2", AT_FDCWD, "/dev/shm/stderr");
    CALL3(__NR_mkdirat, AT_FDCWD, "/dev/shm/pts", 0755);
    CALL5(__NR_mount, "/dev/pts", "/dev/shm/pts", NULL, MS_BIND, NULL);
    must("another /dev", CALL5(__NR_mount, SHM_DIRECTORY, "/dev", NULL, MS_BIND | MS_REC, NULL));
}

/* ---------------------------------------------------------------- the denials */

/* How a denial is made, in the order in which they must be made: a filter would deny what the earlier ones need. */
enum kind { GROUP, LIMIT, MOUNTS, ACCOUNT, CAPABILITIES, LANDLOCK, CALLS, KINDS };

struct denial {
    const char *name;
    const char *meaning;
    enum kind kind;
    const struct rule *rules; /* of CALLS */
    const char *detail;       /* members of a GROUP; what the maker of another kind reads */
    int limit;
};

static const struct denial DENIALS[] = {
    {"shm", "System V shared memory: shmget, shmat, shmdt, shmctl", CALLS, SHM, NULL, 0},
    {"sem", "System V semaphores", CALLS, SEM, NULL, 0},
    {"unix", "sockets of the Unix family", CALLS, UNIX, NULL, 0},
    {"inet", "sockets of the internet families", CALLS, INET, NULL, 0},
    {"inet6", "sockets of the IPv6 family", CALLS, INET6, NULL, 0},
    {"families", "sockets of any family but Unix", CALLS, FAMILIES, NULL, 0},
    {"connect", "connect, in all families", CALLS, CONNECT, NULL, 0},
    {"bind", "bind, in all families", CALLS, BIND, NULL, 0},
    {"listen", "listen, in all families", CALLS, LISTEN, NULL, 0},
    {"accept", "accept, in all families", CALLS, ACCEPT, NULL, 0},
    {"options", "getsockopt, setsockopt, getsockname, getpeername, shutdown, sendto, sendmmsg, recvmmsg", CALLS, OPTIONS,
     NULL, 0},
    {"sockets", "sockets of the Unix and internet families", GROUP, NULL, "unix,inet", 0},
    {"uring", "io_uring", CALLS, URING, NULL, 0},
    {"ptrace", "ptrace and the memory of other processes", CALLS, PTRACE, NULL, 0},
    {"kill", "signals, to own children too", CALLS, KILL, NULL, 0},
    {"memfd", "memfd_create", CALLS, MEMFD, NULL, 0},
    {"fallocate", "fallocate", CALLS, FALLOCATE, NULL, 0},
    {"fifo", "mknod, which named pipes are made by", CALLS, FIFO, NULL, 0},
    {"chown", "giving files away", CALLS, CHOWN, NULL, 0},
    {"setuid", "becoming another account: setuid, setgid, setgroups and their kin", CALLS, SETUID, NULL, 0},
    {"userns", "user namespaces", CALLS, USERNS, NULL, 0},
    {"caps", "all capabilities", CAPABILITIES, NULL, NULL, 0},
    {"root", "every way for root to stop being root: setuid, userns, caps", GROUP, NULL, "setuid,userns,caps", 0},
    {"uid", "run as uid=NUMBER, also one without an account; as another user in a user namespace", ACCOUNT, NULL, NULL, 0},
    {"nobody", "run as uid 65534", GROUP, NULL, "uid=65534", 0},
    {"devshm-missing", "there is no /dev/shm", MOUNTS, NULL, NULL, 0},
    {"devshm-ro", "/dev/shm is mounted read-only", MOUNTS, NULL, "size=1m,mode=1777", MS_RDONLY},
    {"devshm-1m", "/dev/shm has 1 MB", MOUNTS, NULL, "size=1m,mode=1777", 0},
    {"devshm-8k", "/dev/shm has 8 kB", MOUNTS, NULL, "size=8k,mode=1777", 0},
    {"devshm-unwritable", "/dev/shm cannot be written (Landlock)", LANDLOCK, NULL, "unwritable=/dev/shm", 0},
    {"home-unwritable", "HOME cannot be written, but for the working directory (Landlock)", LANDLOCK, NULL, "HOME", 0},
    {"tmp-unwritable", "/tmp cannot be written, but for the working directory (Landlock)", LANDLOCK, NULL,
     "unwritable=/tmp", 0},
    {"unwritable", "unwritable=DIRECTORY cannot be written, but for the working directory (Landlock)", LANDLOCK, NULL, "",
     0},
    {"tmp-noexec", "nothing in /tmp can be executed (Landlock)", LANDLOCK, NULL, "noexec=/tmp", 0},
    {"noexec", "nothing in noexec=DIRECTORY can be executed (Landlock)", LANDLOCK, NULL, "", 0},
    {"workspace-only", "only the working directory and TMPDIR or /tmp can be written (Landlock)", LANDLOCK, NULL,
     "workspace", 0},
    {"tcp", "bind and connect of TCP, answered with EACCES; Unix sockets stay (Landlock)", LANDLOCK, NULL, "tcp", 0},
    {"signals", "signals to processes outside (Landlock)", LANDLOCK, NULL, "signals", 0},
    {"memory", "no more than memory=BYTES of addresses for each process; k, m, g", LIMIT, NULL, NULL, RLIMIT_AS},
    {"files", "no more than files=NUMBER open files", LIMIT, NULL, NULL, RLIMIT_NOFILE},
    {"processes", "no more than processes=NUMBER of the account; not for root", LIMIT, NULL, NULL, RLIMIT_NPROC},
    {"file-size", "no file longer than file-size=BYTES", LIMIT, NULL, NULL, RLIMIT_FSIZE},
    {"stack", "stacks of stack=BYTES", LIMIT, NULL, NULL, RLIMIT_STACK},
    {"locked-memory", "no more than locked-memory=BYTES", LIMIT, NULL, NULL, RLIMIT_MEMLOCK},
    {"limits", "what a small container leaves: 8 GB of addresses, 400 processes, 256 files", GROUP, NULL,
     "memory=8g,processes=400,files=256", 0},
    {"codex", "system calls as in Codex on Linux with its network off: no socket reaches anything", GROUP, NULL,
     "connect,bind,listen,accept,options,families,uring,ptrace", 0},
    {"claude", "system calls as in Claude Code on Linux: no Unix sockets, no io_uring", GROUP, NULL, "unix,uring", 0},
    {"seatbelt", "what macOS sandboxes deny: System V shared memory and semaphores, sockets", GROUP, NULL,
     "shm,sem,unix,inet", 0},
};
enum { DENIAL_COUNT = sizeof DENIALS / sizeof *DENIALS };

/* One denial with the value it was given: an errno, a number or a path. */
struct wish {
    const struct denial *denial;
    const char *value;
    int error;
};

static struct wish wishes[128];
static int wish_count;

static int errno_named(const char *text, int by_suffix)
{
    for (int i = 0; i < ERRNO_COUNT; i++) {
        if (same(text, by_suffix ? ERRNOS[i].suffix : ERRNOS[i].name)) {
            return ERRNOS[i].number;
        }
    }
    return 0;
}

/* The denial that a word names, and the errno that its end names. */
static const struct denial *denial_named(const char *word, int *error)
{
    for (int i = 0; i < DENIAL_COUNT; i++) {
        const char *rest = after(word, DENIALS[i].name);
        int calls = DENIALS[i].kind == CALLS || DENIALS[i].kind == GROUP;
        int named = rest && *rest && calls ? errno_named(rest, 1) : 0;
        if (rest && (!*rest || named)) {
            *error = named ? named : *error;
            return &DENIALS[i];
        }
    }
    return NULL;
}

static _Noreturn void unknown(const char *word)
{
    say(2, "cage: unknown denial ");
    say(2, word);
    say(2, "; known are");
    for (int i = 0; i < DENIAL_COUNT; i++) {
        say(2, i ? ", " : " ");
        say(2, DENIALS[i].name);
    }
    say(2, "; system calls may carry an answer, such as shm-enosys or shm=ENOSYS\n");
    end(WRONG_CALL);
}

static void wish_all(const char *list, int error);

static void wish(char *word, int error)
{
    char *value = word;
    while (*value && *value != '=') {
        value++;
    }
    int has_value = *value == '=';
    if (has_value) {
        *value++ = 0;
    }
    const struct denial *denial = denial_named(word, &error);
    if (!denial) {
        unknown(word);
    }
    int takes_errno = denial->kind == CALLS || denial->kind == GROUP;
    int takes_text = denial->kind == LIMIT || denial->kind == ACCOUNT
            || (denial->kind == LANDLOCK && denial->detail[0] == 0);
    unsigned long number = 0;
    if (has_value && takes_errno) {
        error = errno_named(value, 0);
        if (!error) {
            wrong("unknown errno ", value, "; known are EPERM EACCES ENOSYS ENOSPC ENOMEM EAFNOSUPPORT EINVAL ENOENT");
        }
    } else if (has_value != takes_text) {
        wrong(takes_text ? "a value is missing, as in NAME=VALUE: " : "takes no value: ", word, "");
    } else if (takes_text && denial->kind != LANDLOCK && !parse_number(value, &number)) {
        wrong("not a number: ", value, "");
    }
    if (denial->kind == GROUP) {
        wish_all(denial->detail, error);
        return;
    }
    if (wish_count == sizeof wishes / sizeof *wishes) {
        wrong("too many denials", "", "");
    }
    wishes[wish_count++] = (struct wish){denial, value, error};
}

static void wish_all(const char *list, int error)
{
    static char words[1 << 14];
    static size_t used;
    while (*list) {
        char *word = words + used;
        while (*list && *list != ',') {
            if (used + 2 > sizeof words) {
                wrong("too many denials", "", "");
            }
            words[used++] = *list++;
        }
        words[used++] = 0;
        if (*word) {
            wish(word, error);
        }
        list += *list == ',';
    }
}

static void make_landlock(const struct denial *denial, const char *value)
{
    const char *what = denial->detail;
    const char *path;
    if (same(what, "tcp")) {
        landlock_enforce(landlock_ruleset(0, 3, 0));
    } else if (same(what, "signals")) {
        landlock_enforce(landlock_ruleset(0, 0, 2));
    } else if (same(what, "workspace")) {
        only_workspace();
    } else if (same(what, "HOME")) {
        path = variable("HOME");
        if (!path || path[0] != '/') {
            not_to_be_had("HOME is not set", 0);
        }
        deny_beneath(path, WRITES);
    } else if ((path = after(what, "unwritable="))) {
        deny_beneath(path, WRITES);
    } else if ((path = after(what, "noexec="))) {
        deny_beneath(path, EXECUTE);
    } else {
        deny_beneath(value, same(denial->name, "noexec") ? EXECUTE : WRITES);
    }
}

static void make(const struct wish *wish)
{
    const struct denial *denial = wish->denial;
    unsigned long number = 0;
    parse_number(wish->value, &number);
    current = denial->name;
    switch (denial->kind) {
    case LIMIT: {
        uint64_t limit[2] = {number, number};
        must("setrlimit", CALL4(__NR_prlimit64, 0, denial->limit, limit, NULL));
        break;
    }
    case MOUNTS:
        if (denial->detail) {
            mount_memory(denial->detail, (unsigned long)denial->limit);
        } else {
            hide_shm_directory();
        }
        break;
    case ACCOUNT:
        if (wanted_uid >= 0) {
            become();
        }
        break;
    case CAPABILITIES:
        drop_capabilities();
        break;
    case LANDLOCK:
        make_landlock(denial, wish->value);
        break;
    case CALLS:
        for (const struct rule *rule = denial->rules; rule->call >= 0; rule++) {
            deny(rule, wish->error);
        }
        break;
    default:
        break;
    }
}

/* Whether something is wished that needs this; the account is needed when a namespace maps it. */
static int wished(enum kind kind)
{
    int found = 0;
    for (int i = 0; i < wish_count; i++) {
        unsigned long number = 0;
        if (wishes[i].denial->kind == kind) {
            found = 1;
            current = wishes[i].denial->name;
            if (kind == ACCOUNT && parse_number(wishes[i].value, &number)) {
                wanted_uid = (long)number;
            }
        }
    }
    return found;
}

static void make_all(void)
{
    must("getcwd", CALL2(__NR_getcwd, working_directory, sizeof working_directory));
    wished(ACCOUNT);
    if (wished(MOUNTS)) {
        enter_mount_namespace();
    }
    begin_filter();
    for (int kind = LIMIT; kind < KINDS; kind++) {
        if (kind == LANDLOCK) {
            current = "no new privileges";
            must("prctl", CALL5(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        }
        for (int i = 0; i < wish_count; i++) {
            if (wishes[i].denial->kind == (enum kind)kind) {
                make(&wishes[i]);
            }
        }
    }
    if (wished(CALLS)) {
        install_filter();
    }
}

/* ---------------------------------------------------------------- the command */

static _Noreturn void run(char **command)
{
    long answer = -ENOENT;
    int direct = 0, denied = 0;
    for (const char *c = command[0]; *c; c++) {
        direct |= *c == '/';
    }
    const char *path = variable("PATH");
    path = path ? path : "/usr/local/bin:/usr/bin:/bin";
    if (direct) {
        answer = CALL3(__NR_execve, command[0], command, environment);
    }
    while (!direct && *path) {
        char file[4096] = "";
        size_t length = 0;
        while (path[length] && path[length] != ':') {
            length++;
        }
        append(file, length + 1 < sizeof file ? length + 1 : sizeof file, path);
        append(file, sizeof file, length ? "/" : "");
        append(file, sizeof file, command[0]);
        answer = CALL3(__NR_execve, file, command, environment);
        /* a directory of PATH that may not be searched says nothing of the command, as bash sees it */
        denied |= CALL3(__NR_faccessat, AT_FDCWD, file, F_OK) == 0;
        path += length + (path[length] == ':');
    }
    int missing = direct ? answer == -ENOENT || answer == -ENOTDIR : !denied;
    say(2, "cage: ");
    say(2, command[0]);
    say(2, missing ? ": not found\n" : ": cannot be executed\n");
    end(missing ? NOT_FOUND : NOT_EXECUTABLE);
}

static _Noreturn void list(void)
{
    for (int i = 0; i < DENIAL_COUNT; i++) {
        say(1, DENIALS[i].name);
        say(1, "\t");
        say(1, DENIALS[i].meaning);
        say(1, "\n");
    }
    end(0);
}

/* Called by _start with the address of the arguments. */
__attribute__((used)) _Noreturn void begin(long *stack)
{
    static const char USAGE[] = "; usage: cage -d NAME[,NAME...] [--] COMMAND [ARGUMENT...], or cage -l";
    long count = stack[0], at = 1;
    char **arguments = (char **)(stack + 1);
    int given = 0, only_try = 0;
    environment = arguments + count + 1;
    for (; at < count && arguments[at][0] == '-'; at++) {
        if (same(arguments[at], "-l")) {
            list();
        } else if (same(arguments[at], "-t")) {
            only_try = 1;
        } else if (same(arguments[at], "-d") && at + 1 < count) {
            given = 1;
            wish_all(arguments[++at], EPERM);
        } else if (same(arguments[at], "--")) {
            at++;
            break;
        } else {
            wrong("unknown option ", arguments[at], USAGE);
        }
    }
    if (!given || (at == count && !only_try)) {
        wrong(given ? "no command" : "no denials", "", USAGE);
    }
    make_all();
    if (only_try) {
        end(0);
    }
    run(arguments + at);
}
