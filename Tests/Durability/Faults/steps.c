#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct { const char *name; enum Kind kind; int lost; } kinds[] = {
    {"before", BEFORE, 0}, {"after", AFTER, 0}, {"torn-first", TORN_FIRST, 0},
    {"torn-half", TORN_HALF, 0}, {"torn-last", TORN_LAST, 0}, {"torn-line", TORN_LINE, 0},
    {"rotate", ROTATE, 0}, {"rotate-hup", ROTATE_HUP, 0}, {"rotate-before", ROTATE_BEFORE, 0},
    {"fail", FAIL, 0}, {"full", FULL, 0}, {"lost-data", LOST, LOST_DATA},
    {"lost-names", LOST, LOST_NAMES}, {"lost-all", LOST, LOST_DATA | LOST_NAMES},
};

static pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
enum Kind fault_kind;
int fault_lost;
const char *fault_vault;
static int failure, log_number = -1;
static long faulty_step, steps;

__attribute__((constructor)) static void configure(void) {
    const char *name = getenv("FAULTS_KIND"), *log = getenv("FAULTS_LOG");
    watch(getenv("FAULTS_BELOW"));
    fault_vault = getenv("FAULTS_VAULT");
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(name, kinds[i].name)) {
            fault_kind = kinds[i].kind;
            fault_lost = kinds[i].lost;
        }
    if (getenv("FAULTS_STEP")) faulty_step = atol(getenv("FAULTS_STEP"));
    if (getenv("FAULTS_ERRNO")) failure = atoi(getenv("FAULTS_ERRNO"));
    if (log)
        log_number = (int)syscall(
            SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void die(void) {
    if (fault_kind == LOST) lose_what_was_not_synced();
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void rotate(void) {
    char list[1 << 14];
    snprintf(list, sizeof list, "%s", getenv("FAULTS_ROTATE"));
    for (char *rest = list, *path; (path = strsep(&rest, ":"));) {
        char rotated[PATH_MAX];
        snprintf(rotated, sizeof rotated, "%s.1", path);
        syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, rotated, 0);
    }
    if (fault_kind == ROTATE_HUP) syscall(SYS_kill, getpid(), SIGHUP);
    if (fault_kind == ROTATE_BEFORE) die();
}

static int needs_room(const char *operation) {
    return !strcmp(operation, "create") || !strcmp(operation, "mkdir")
        || !strcmp(operation, "write") || !strcmp(operation, "copy")
        || !strcmp(operation, "clone");
}

static size_t torn(const char *bytes, size_t count) {
    const char *end = bytes ? memchr(bytes, '\n', count) : NULL;
    switch (fault_kind) {
    case TORN_FIRST: return count ? 1 : 0;
    case TORN_LAST: return count ? count - 1 : 0;
    case TORN_LINE: return end ? (size_t)(end - bytes) + 1 : count / 2;
    default: return count / 2;
    }
}

/* A fault behind the last step: before the process ends by itself. */
__attribute__((destructor)) static void leave(void) {
    if (faulty_step == steps + 1 && (fault_kind == BEFORE || fault_kind == LOST)) die();
}

struct Step begin(
    const char *operation, const char *path, const void *bytes, size_t count
) {
    pthread_mutex_lock(&mutex);
    struct Step step = {++steps == faulty_step, 0, count};
    if (log_number >= 0 && (!faulty_step || step.is_faulty)) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", steps, operation, path);
        syscall(SYS_write, log_number, line, length);
    }
    int writes = !strcmp(operation, "write") || !strcmp(operation, "copy");
    if (step.is_faulty) {
        if (fault_kind == BEFORE || fault_kind == LOST) die();
        if (fault_kind >= ROTATE) rotate();
        if (fault_kind >= TORN_FIRST && fault_kind <= TORN_LINE) step.count = torn(bytes, count);
        if (fault_kind == FAIL) step.fails = failure;
    }
    if (fault_kind == FULL && steps >= faulty_step && needs_room(operation)) {
        if (step.is_faulty && writes && count > 1) step.count = count / 2;
        else step.fails = ENOSPC;
    }
    return step;
}

long end(struct Step step, long result) {
    int error = errno;
    if (step.is_faulty && fault_kind >= AFTER && fault_kind <= TORN_LINE) die();
    pthread_mutex_unlock(&mutex);
    errno = error;
    return result;
}

long failed(struct Step step) {
    errno = step.fails;
    return -1;
}
