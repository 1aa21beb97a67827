/* Loaded before libc: ends the process with SIGKILL at the Nth call that writes to a disk. N is in KILL_AT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static int calls;

static void step(void)
{
    const char *at = getenv("KILL_AT");
    if (at && ++calls == atoi(at))
        kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (fd > 2)
        step();
    return REAL(write)(fd, bytes, length);
}

int fsync(int fd)
{
    step();
    return REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    step();
    return REAL(fdatasync)(fd);
}

int rename(const char *from, const char *to)
{
    step();
    return REAL(rename)(from, to);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
    step();
    return REAL(renameat)(from_dir, from, to_dir, to);
}

int link(const char *from, const char *to)
{
    step();
    return REAL(link)(from, to);
}

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
    step();
    return REAL(linkat)(from_dir, from, to_dir, to, flags);
}

int unlink(const char *path)
{
    step();
    return REAL(unlink)(path);
}

int unlinkat(int dir, const char *path, int flags)
{
    step();
    return REAL(unlinkat)(dir, path, flags);
}
