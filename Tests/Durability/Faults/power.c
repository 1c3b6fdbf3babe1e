#include "faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What a loss of power undoes: the newest first, until a sync makes it durable. */

struct Change {
    struct Change *earlier;
    int is_name;
    int number;           /* contents: the file, held open whatever becomes of its name */
    dev_t device;         /* contents: which file it is */
    ino_t inode;
    off_t length, offset; /* contents: the length before, and where `bytes` stood */
    size_t count;
    char *bytes;
    char path[PATH_MAX];  /* a name that came; empty when none did */
    char old[PATH_MAX];   /* a name that went; empty when none did */
    char kept[PATH_MAX];  /* in the vault: what stood under the name that went or was replaced */
};
static struct Change *newest;
static long kept_count;

static void parent_of(const char *path, char *parent) {
    snprintf(parent, PATH_MAX, "%s", path);
    char *slash = strrchr(parent, '/');
    if (slash) *slash = 0;
}

static void keep(const char *path, char *kept) {
    snprintf(kept, PATH_MAX, "%s/%ld", fault_vault, kept_count++);
    if (syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, kept, 0)) kept[0] = 0;
}

void remember_contents(int number, off_t offset, size_t count) {
    struct stat status;
    if (fault_kind != LOST || fstat(number, &status)) return;
    struct Change *change = calloc(1, sizeof *change);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", number);
    change->number = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDWR | O_CLOEXEC, 0);
    change->device = status.st_dev, change->inode = status.st_ino;
    change->length = status.st_size, change->offset = offset;
    if (offset < status.st_size) {
        off_t rest = status.st_size - offset;
        change->count = (off_t)count < rest ? count : (size_t)rest;
        change->bytes = malloc(change->count);
        if (pread(change->number, change->bytes, change->count, offset) < 0) change->count = 0;
    }
    change->earlier = newest, newest = change;
}

void remember_names(const char *came, const char *went) {
    if (fault_kind != LOST) return;
    struct Change *change = calloc(1, sizeof *change);
    change->is_name = 1;
    if (came) snprintf(change->path, PATH_MAX, "%s", came);
    if (went) snprintf(change->old, PATH_MAX, "%s", went);
    if (came) keep(came, change->kept);
    else keep(went, change->kept);
    change->earlier = newest, newest = change;
}

void forget_newest(void) {
    if (fault_kind == LOST && newest) newest = newest->earlier;
}

void make_durable(int number, const char *path) {
    struct stat status;
    if (fault_kind != LOST || fstat(number, &status)) return;
    for (struct Change **link = &newest; *link;) {
        struct Change *change = *link;
        char parent[PATH_MAX];
        parent_of(change->path[0] ? change->path : change->old, parent);
        int is_durable = S_ISDIR(status.st_mode)
            ? change->is_name && !strcmp(parent, path)
            : !change->is_name && change->device == status.st_dev
                && change->inode == status.st_ino;
        if (!is_durable) { link = &change->earlier; continue; }
        if (!change->is_name) close(change->number);
        *link = change->earlier;
    }
}

void lose_what_was_not_synced(void) {
    for (struct Change *change = newest; change; change = change->earlier) {
        if (!change->is_name && fault_lost & LOST_DATA) {
            if (change->count)
                syscall(SYS_pwrite64, change->number, change->bytes, change->count, change->offset);
            syscall(SYS_ftruncate, change->number, change->length);
        }
        if (!change->is_name || !(fault_lost & LOST_NAMES)) continue;
        if (change->path[0]) {
            char away[PATH_MAX];
            if (change->old[0]) snprintf(away, sizeof away, "%s", change->old);
            else snprintf(away, sizeof away, "%s/%ld", fault_vault, kept_count++);
            syscall(SYS_renameat2, AT_FDCWD, change->path, AT_FDCWD, away, 0);
        }
        const char *back = change->path[0] ? change->path : change->old;
        if (change->kept[0]) syscall(SYS_linkat, AT_FDCWD, change->kept, AT_FDCWD, back, 0);
    }
}
