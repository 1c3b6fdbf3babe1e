#ifndef DOISOAT_CPLATFORM_SHIM_H
#define DOISOAT_CPLATFORM_SHIM_H

#include <malloc.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Swift's Glibc module is built without _GNU_SOURCE, which would declare these. */
extern ssize_t copy_file_range(
    int source, __off64_t *source_offset, int copy, __off64_t *copy_offset, size_t count,
    unsigned int flags);
extern void *memmem(
    const void *bytes, size_t length, const void *sought, size_t sought_length);
extern int prlimit(
    pid_t process, int resource, const struct rlimit *limit, struct rlimit *limit_before);
extern int memfd_create(const char *name, unsigned int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);

#endif
