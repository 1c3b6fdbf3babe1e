/* The clocks of a process as a test wants them; loaded with LD_PRELOAD. Nobody may set the clock of
 * a container, and a test does not wait for days.
 *   CLOCK_STANDS_AT   the wall clock stands still, so many seconds after 1970
 *   CLOCK_AHEAD_FILE  it is ahead by as many seconds as that file says at that moment
 *   CLOCK_SPEED       all clocks go so many times as fast since the nanosecond CLOCK_SINCE of the
 *                     monotonic clock, when the wall clock showed CLOCK_SINCE_WALL; so do timers
 *                     and waits until a time of the wall clock, but neither sleeps nor times of files
 * Without any of them the clocks are as they are.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef long long Nanoseconds;

enum { DESCRIPTORS = 4096 };
static const Nanoseconds SECOND = 1000000000;

static Nanoseconds stands_at, since, since_wall;
static long speed = 1;
static const char *ahead_file;
static clockid_t clock_of_timer[DESCRIPTORS];

static Nanoseconds number(const char *name, Nanoseconds otherwise) {
    const char *text = getenv(name);
    return text ? atoll(text) : otherwise;
}

__attribute__((constructor)) static void configure(void) {
    stands_at = number("CLOCK_STANDS_AT", 0) * SECOND;
    speed = (long)number("CLOCK_SPEED", 1);
    since = number("CLOCK_SINCE", 0);
    since_wall = number("CLOCK_SINCE_WALL", 0) * SECOND;
    ahead_file = getenv("CLOCK_AHEAD_FILE");
}

static Nanoseconds ahead(void) {
    int file = ahead_file ? open(ahead_file, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    char text[24];
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length < 0 ? 0 : length] = 0;
    return atoll(text) * SECOND;
}

static Nanoseconds nanoseconds(const struct timespec *time) {
    return time->tv_sec * SECOND + time->tv_nsec;
}

static struct timespec timespec(Nanoseconds time) {
    return (struct timespec){time / SECOND, time % SECOND};
}

static Nanoseconds true_time(clockid_t clock) {
    struct timespec now = {0, 0};
    syscall(SYS_clock_gettime, clock, &now);
    return nanoseconds(&now);
}

static int is_ours(clockid_t clock) {
    return clock == CLOCK_REALTIME
        || (speed != 1 && (clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME));
}

static Nanoseconds shown(clockid_t clock) {
    if (clock != CLOCK_REALTIME) return since + (true_time(clock) - since) * speed;
    if (stands_at) return stands_at;
    if (speed == 1) return true_time(clock) + ahead();
    return since_wall + (true_time(CLOCK_MONOTONIC) - since) * speed + ahead();
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!is_ours(clock)) return (int)syscall(SYS_clock_gettime, clock, now);
    int kept = errno;
    *now = timespec(shown(clock));
    errno = kept;
    return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    *now = (struct timeval){time.tv_sec, time.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}

int timerfd_create(int clock, int flags) {
    int descriptor = (int)syscall(SYS_timerfd_create, clock, flags);
    if (descriptor >= 0 && descriptor < DESCRIPTORS) clock_of_timer[descriptor] = clock;
    return descriptor;
}

int timerfd_settime(int timer, int flags, const struct itimerspec *set, struct itimerspec *was) {
    struct itimerspec faster = *set;
    Nanoseconds value = nanoseconds(&set->it_value);
    if (speed == 1 || value == 0 || timer >= DESCRIPTORS)
        return (int)syscall(SYS_timerfd_settime, timer, flags, set, was);
    if (flags & TFD_TIMER_ABSTIME) value -= shown(clock_of_timer[timer]);
    faster.it_value = timespec(value > speed ? value / speed : 1);
    faster.it_interval = timespec(nanoseconds(&set->it_interval) / speed);
    return (int)syscall(SYS_timerfd_settime, timer, flags & ~TFD_TIMER_ABSTIME, &faster, was);
}

/* What the kernel has to wait for until the wall clock shows a time. */
static struct timespec true_end(const struct timespec *until) {
    Nanoseconds left = nanoseconds(until) - shown(CLOCK_REALTIME);
    return timespec(true_time(CLOCK_REALTIME) + (left > 0 ? left / speed : 0));
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
    static int (*next)(sem_t *, const struct timespec *);
    if (!next) next = (int (*)(sem_t *, const struct timespec *))dlsym(RTLD_NEXT, "sem_timedwait");
    struct timespec end = true_end(until);
    return next(semaphore, &end);
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
    const struct timespec *restrict until) {
    static int (*next)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!next)
        next = (int (*)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *))dlvsym(
            RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    struct timespec end = true_end(until);
    return next(condition, mutex, &end);
}
