/* As tests/it/faults.c, what Windows has of it: the library loaded twice and beside a copy of itself, 1 000 threads, and an unload while a
 * thread lives that has asked. Prints the first thing that is not as it should be, and ends with 1. */
#include "muster.h"
#include "vendor.h"
#include <stdio.h>
#include <windows.h>

#define THREADS 1000
#define INVALID_ARGUMENT 0x80070057u

#define EXPECT(what) \
    do { if (!(what)) { printf("line %d: " #what "\n", __LINE__); fflush(stdout); ExitProcess(1); } } while (0)

typedef uint32_t Open(const char *, const char *, const char *, Muster **);
typedef uint32_t Ask(const Muster *, MusterStatus *);
typedef void Close(Muster *);

static Open *open_;
static Ask *status_;
static Close *close_;

static HMODULE load(const char *name)
{
    HMODULE library = LoadLibraryA(name);
    EXPECT(library != NULL);
    open_ = (Open *)(void *)GetProcAddress(library, "muster_open");
    status_ = (Ask *)(void *)GetProcAddress(library, "muster_status");
    close_ = (Close *)(void *)GetProcAddress(library, "muster_close");
    EXPECT(open_ && status_ && close_);
    return library;
}

static DWORD WINAPI ask(void *muster)
{
    EXPECT(status_(muster, NULL) == MUSTER_LICENSED);
    EXPECT(open_(NULL, NULL, NULL, NULL) == INVALID_ARGUMENT);
    return 7;
}

static HANDLE asked, unloaded;

static DWORD WINAPI linger(void *muster)
{
    ask(muster);
    SetEvent(asked);
    return WaitForSingleObject(unloaded, INFINITE);
}

int main(void)
{
    static HANDLE threads[THREADS];
    HMODULE copy = load("copy.dll"), library, again;
    Muster *muster = NULL, *other = NULL;
    DWORD ended;
    int answered = 0;
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, OPTIONS, &other) == MUSTER_OK && status_(other, NULL) == MUSTER_LICENSED);
    close_(other);
    EXPECT(FreeLibrary(copy));
    library = load("muster_license.dll");
    again = load("muster_license.dll");
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, OPTIONS, &muster) == MUSTER_OK && status_(muster, NULL) == MUSTER_LICENSED);
    for (int number = 0; number < THREADS; number++)
        EXPECT((threads[number] = CreateThread(NULL, 256 * 1024, ask, muster, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL)) != NULL);
    for (int number = 0; number < THREADS; number++) {
        EXPECT(WaitForSingleObject(threads[number], INFINITE) == WAIT_OBJECT_0 && GetExitCodeThread(threads[number], &ended));
        answered += ended == 7;
    }
    asked = CreateEventA(NULL, TRUE, FALSE, NULL);
    unloaded = CreateEventA(NULL, TRUE, FALSE, NULL);
    threads[0] = CreateThread(NULL, 0, linger, muster, 0, NULL);
    EXPECT(WaitForSingleObject(asked, INFINITE) == WAIT_OBJECT_0);
    close_(muster);
    EXPECT(FreeLibrary(again) && FreeLibrary(library));
    SetEvent(unloaded);
    EXPECT(WaitForSingleObject(threads[0], INFINITE) == WAIT_OBJECT_0);
    printf("all %d threads were answered\n", answered);
    return 0;
}
