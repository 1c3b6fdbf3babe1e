/* Counts the durable steps of a process and lets one of them go wrong; loaded with LD_PRELOAD.
 *
 * A durable step is a call that changes a file or a name below one of the folders in FAULTS_BELOW
 * (separated by ':'), or makes such a change durable. At step FAULTS_STEP, FAULTS_KIND says what
 * happens:
 *   before           the process dies before it
 *   after            the process dies after it
 *   torn-first, torn-half, torn-last, torn-line
 *                    one byte, half, all but one byte or one whole line of a write is done, then
 *                    the process dies
 *   fail             it fails once with FAULTS_ERRNO
 *   full             half of it is written; from now on nothing that needs room succeeds
 *   rotate, rotate-hup, rotate-before
 *                    the files in FAULTS_ROTATE (separated by ':') are renamed to NAME.1 before it;
 *                    then nothing, a SIGHUP to the process itself, or its death
 *   lost-data, lost-names, lost-all
 *                    the power goes before it: contents, names or both that were never synced are
 *                    as they were when they were synced last
 * With FAULTS_LOG each step, or with a fault only that one, is a line "number operation path".
 * FAULTS_VAULT is a folder on the same disk, for what may have to come back.
 */
#ifndef FAULTS_H
#define FAULTS_H

#define _GNU_SOURCE
#include <limits.h>
#include <sys/types.h>

enum Kind { NONE, BEFORE, AFTER, TORN_FIRST, TORN_HALF, TORN_LAST, TORN_LINE, FAIL, FULL, LOST,
            ROTATE, ROTATE_HUP, ROTATE_BEFORE };
enum Lost { LOST_DATA = 1, LOST_NAMES = 2 };

/* None of these names may stand in for one of the process itself. */
#pragma GCC visibility push(hidden)

/* What is to happen, and the folder of FAULTS_VAULT. */
extern enum Kind fault_kind;
extern int fault_lost;
extern const char *fault_vault;

/* One durable step: whether it is the faulty one, the error it ends with, how much is written. */
struct Step { int is_faulty, fails; size_t count; };

/* steps.c: between `begin` and `end` a process does one step alone. */
struct Step begin(const char *operation, const char *path, const void *bytes, size_t count);
long end(struct Step step, long result);
long failed(struct Step step);

/* paths.c: whether a file is below one of the folders, and its path (PATH_MAX bytes). */
void watch(const char *folders);
int path_of(int number, char *path);
int resolve(int folder, const char *name, char *path);

/* power.c: each change is told before it happens; a sync makes changes durable. */
void remember_contents(int number, off_t offset, size_t count);
void remember_names(const char *came, const char *went); /* either may be NULL */
void forget_newest(void);
void make_durable(int number, const char *path);
void lose_what_was_not_synced(void);

#pragma GCC visibility pop

#endif
