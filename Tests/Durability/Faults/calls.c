#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define CLONE_REQUEST 0x40049409ul /* FICLONE of linux/fs.h */

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat status;
    if (!(flags & (O_CREAT | O_TRUNC)) || !resolve(folder, name, path))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    int exists = !lstat(path, &status);
    if (exists && !(flags & O_TRUNC && status.st_size > 0))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    struct Step step = begin(exists ? "truncate" : "create", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    if (!exists) {
        remember_names(path, NULL);
    } else if (fault_kind == LOST) {
        int number = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
        remember_contents(number, 0, (size_t)status.st_size);
        close(number);
    }
    return (int)end(step, syscall(SYS_openat, folder, name, flags, mode));
}

#define MODE_OF(flags) ({ mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); } mode; })

int open(const char *name, int flags, ...) {
    return opened(AT_FDCWD, name, flags, MODE_OF(flags));
}
int open64(const char *name, int flags, ...) {
    return opened(AT_FDCWD, name, flags, MODE_OF(flags));
}
int openat(int folder, const char *name, int flags, ...) {
    return opened(folder, name, flags, MODE_OF(flags));
}
int openat64(int folder, const char *name, int flags, ...) {
    return opened(folder, name, flags, MODE_OF(flags));
}
int creat(const char *name, mode_t mode) {
    return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int mkdir(const char *name, mode_t mode) {
    char path[PATH_MAX];
    struct stat status;
    if (!resolve(AT_FDCWD, name, path) || !lstat(path, &status))
        return (int)syscall(SYS_mkdirat, AT_FDCWD, name, mode);
    struct Step step = begin("mkdir", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_names(path, NULL);
    return (int)end(step, syscall(SYS_mkdirat, AT_FDCWD, name, mode));
}

static ssize_t written(int number, const void *bytes, size_t count, off_t offset, int is_at) {
    char path[PATH_MAX];
    if (!path_of(number, path))
        return is_at ? syscall(SYS_pwrite64, number, bytes, count, offset)
                     : syscall(SYS_write, number, bytes, count);
    struct Step step = begin("write", path, bytes, count);
    if (step.fails) return end(step, failed(step));
    remember_contents(number, is_at ? offset : lseek(number, 0, SEEK_CUR), step.count);
    return end(
        step, is_at ? syscall(SYS_pwrite64, number, bytes, step.count, offset)
                    : syscall(SYS_write, number, bytes, step.count));
}

ssize_t write(int number, const void *bytes, size_t count) {
    return written(number, bytes, count, 0, 0);
}
ssize_t pwrite(int number, const void *bytes, size_t count, off_t offset) {
    return written(number, bytes, count, offset, 1);
}
ssize_t pwrite64(int number, const void *bytes, size_t count, off_t offset) {
    return written(number, bytes, count, offset, 1);
}
ssize_t writev(int number, const struct iovec *pieces, int count) {
    char path[PATH_MAX];
    if (!path_of(number, path)) return syscall(SYS_writev, number, pieces, count);
    /* A short write is allowed: the caller goes on with the rest. */
    return count > 0 ? written(number, pieces[0].iov_base, pieces[0].iov_len, 0, 0) : 0;
}

static int synced(int number, long call, const char *operation) {
    char path[PATH_MAX];
    if (!path_of(number, path)) return (int)syscall(call, number);
    struct Step step = begin(operation, path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    long result = syscall(call, number);
    if (!result) make_durable(number, path);
    return (int)end(step, result);
}

int fsync(int number) { return synced(number, SYS_fsync, "sync"); }
int fdatasync(int number) { return synced(number, SYS_fdatasync, "sync"); }

static int renamed(int from, const char *name, int to, const char *other, unsigned flags) {
    char path[PATH_MAX], target[PATH_MAX];
    int is_ours = resolve(from, name, path);
    if (!(resolve(to, other, target) || is_ours))
        return (int)syscall(SYS_renameat2, from, name, to, other, flags);
    struct Step step = begin("rename", target, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_names(target, path);
    long result = syscall(SYS_renameat2, from, name, to, other, flags);
    if (result) forget_newest();
    return (int)end(step, result);
}

int rename(const char *name, const char *other) {
    return renamed(AT_FDCWD, name, AT_FDCWD, other, 0);
}
int renameat(int from, const char *name, int to, const char *other) {
    return renamed(from, name, to, other, 0);
}
int renameat2(int from, const char *name, int to, const char *other, unsigned flags) {
    return renamed(from, name, to, other, flags);
}

int link(const char *name, const char *other) {
    char path[PATH_MAX];
    if (!resolve(AT_FDCWD, other, path))
        return (int)syscall(SYS_linkat, AT_FDCWD, name, AT_FDCWD, other, 0);
    struct Step step = begin("create", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_names(path, NULL);
    return (int)end(step, syscall(SYS_linkat, AT_FDCWD, name, AT_FDCWD, other, 0));
}

static int unlinked(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    struct stat status;
    if (!resolve(folder, name, path) || lstat(path, &status))
        return (int)syscall(SYS_unlinkat, folder, name, flags);
    struct Step step = begin("unlink", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_names(NULL, path);
    return (int)end(step, syscall(SYS_unlinkat, folder, name, flags));
}

int unlink(const char *name) { return unlinked(AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return unlinked(folder, name, flags); }

int ftruncate(int number, off_t length) {
    char path[PATH_MAX];
    if (!path_of(number, path)) return (int)syscall(SYS_ftruncate, number, length);
    struct Step step = begin("cut", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_contents(number, length, SSIZE_MAX);
    return (int)end(step, syscall(SYS_ftruncate, number, length));
}
int ftruncate64(int number, off_t length) { return ftruncate(number, length); }

int fchmod(int number, mode_t mode) {
    char path[PATH_MAX];
    if (!path_of(number, path)) return (int)syscall(SYS_fchmod, number, mode);
    struct Step step = begin("mode", path, NULL, 0);
    return (int)end(step, step.fails ? failed(step) : syscall(SYS_fchmod, number, mode));
}
int chmod(const char *name, mode_t mode) {
    char path[PATH_MAX];
    if (!resolve(AT_FDCWD, name, path))
        return (int)syscall(SYS_fchmodat, AT_FDCWD, name, mode);
    struct Step step = begin("mode", path, NULL, 0);
    return (int)end(
        step, step.fails ? failed(step) : syscall(SYS_fchmodat, AT_FDCWD, name, mode));
}
int fchown(int number, uid_t owner, gid_t group) {
    char path[PATH_MAX];
    if (!path_of(number, path)) return (int)syscall(SYS_fchown, number, owner, group);
    struct Step step = begin("group", path, NULL, 0);
    return (int)end(step, step.fails ? failed(step) : syscall(SYS_fchown, number, owner, group));
}

ssize_t copy_file_range(
    int from, off64_t *start, int to, off64_t *target, size_t count, unsigned flags
) {
    char path[PATH_MAX];
    struct stat status;
    if (!path_of(to, path) || fstat(from, &status))
        return syscall(SYS_copy_file_range, from, start, to, target, count, flags);
    off_t rest = status.st_size - lseek(from, 0, SEEK_CUR);
    if (rest <= 0) return 0;
    if ((off_t)count > rest) count = (size_t)rest;
    struct Step step = begin("copy", path, NULL, count);
    if (step.fails) return end(step, failed(step));
    remember_contents(to, lseek(to, 0, SEEK_CUR), step.count);
    return end(
        step, syscall(SYS_copy_file_range, from, start, to, target, step.count, flags));
}

int ioctl(int number, unsigned long request, ...) {
    char path[PATH_MAX];
    va_list list;
    va_start(list, request);
    void *argument = va_arg(list, void *);
    va_end(list);
    if (request != CLONE_REQUEST || !path_of(number, path))
        return (int)syscall(SYS_ioctl, number, request, argument);
    struct Step step = begin("clone", path, NULL, 0);
    if (step.fails) return (int)end(step, failed(step));
    remember_contents(number, 0, 0);
    return (int)end(step, syscall(SYS_ioctl, number, request, argument));
}
