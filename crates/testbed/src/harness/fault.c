/* Loaded before libc: while FAULTS/read-only exists, no file can be written; while FAULTS/tomorrow exists, the clock of the
   day is one day ahead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int on(const char *fault)
{
    char path[4096];
    const char *folder = getenv("FAULTS");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "/nonexistent", fault);
    return access(path, F_OK) == 0;
}

static int refused(int fd)
{
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode) || !on("read-only"))
        return 0;
    errno = EROFS;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    return refused(fd) ? -1 : REAL(write)(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return refused(fd) ? -1 : REAL(pwrite)(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
    return refused(fd) ? -1 : REAL(pwrite64)(fd, bytes, length, at);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = REAL(clock_gettime)(clock, now);
    if (clock == CLOCK_REALTIME && on("tomorrow"))
        now->tv_sec += 24 * 60 * 60;
    return result;
}
