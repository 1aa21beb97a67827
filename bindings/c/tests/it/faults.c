/* What a program can do wrong, and 1 000 threads at once. Prints the first thing that is not as it should be, and ends with 1. */
#include "muster.h"
#include "vendor.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS 1000
#define ASKING 4
#define FORKS 20
#define INVALID_ARGUMENT 0x80070057u

#define EXPECT(what) \
    do { if (!(what)) { printf("line %d: " #what "\n", __LINE__); fflush(stdout); _exit(1); } } while (0)

static uint32_t (*open_)(const char *, const char *, const char *, Muster **);
static uint32_t (*status_)(const Muster *, MusterStatus *);
static uint32_t (*json_)(const Muster *, char **);
static uint32_t (*feature_)(const Muster *, const char *, char **);
static uint32_t (*install_key_)(const Muster *, const char *);
static uint32_t (*installation_id_)(const Muster *, char **);
static uint32_t (*deposit_)(const Muster *, const char *);
static size_t (*last_error_)(char *, size_t);
static void (*free_)(char *);
static void (*close_)(Muster *);
static uint32_t (*version_)(void);

static void *load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    EXPECT(library != NULL);
    *(void **)&open_ = dlsym(library, "muster_open");
    *(void **)&status_ = dlsym(library, "muster_status");
    *(void **)&json_ = dlsym(library, "muster_status_json");
    *(void **)&feature_ = dlsym(library, "muster_feature");
    *(void **)&install_key_ = dlsym(library, "muster_install_key");
    *(void **)&installation_id_ = dlsym(library, "muster_installation_id");
    *(void **)&deposit_ = dlsym(library, "muster_deposit");
    *(void **)&last_error_ = dlsym(library, "muster_last_error");
    *(void **)&free_ = dlsym(library, "muster_free");
    *(void **)&close_ = dlsym(library, "muster_close");
    *(void **)&version_ = dlsym(library, "muster_version");
    return library;
}

static void nonsense(Muster *muster)
{
    Muster *other = NULL;
    char *text = NULL, small[8];
    MusterStatus status;
    EXPECT(open_(NULL, PRODUCT_ID, NULL, &other) == INVALID_ARGUMENT && other == NULL);
    EXPECT(open_(ROOT_KEY, NULL, NULL, &other) == INVALID_ARGUMENT && other == NULL);
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, NULL, NULL) == INVALID_ARGUMENT);
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, "{\"agnet\": \"x\"}", &other) == INVALID_ARGUMENT && other == NULL);
    EXPECT(last_error_(NULL, 0) > 20);
    memset(small, 'x', sizeof small);
    EXPECT(last_error_(small, 5) > 20 && strcmp(small, "0x80") == 0 && small[5] == 'x');
    EXPECT(open_("\xff", PRODUCT_ID, NULL, &other) == INVALID_ARGUMENT && other == NULL);
    EXPECT(open_("no key", PRODUCT_ID, NULL, &other) == 0xC004E011u && other == NULL);
    EXPECT(open_(ROOT_KEY, "no id", NULL, &other) == 0x8007000Du && other == NULL);
    EXPECT(status_(NULL, NULL) == MUSTER_NOT_LICENSED);
    EXPECT(status_(NULL, &status) == MUSTER_NOT_LICENSED && status.code == INVALID_ARGUMENT);
    EXPECT(json_(NULL, &text) == INVALID_ARGUMENT && json_(muster, NULL) == INVALID_ARGUMENT && text == NULL);
    text = small;
    EXPECT(feature_(NULL, "seats", &text) == MUSTER_NOT_LICENSED && text == NULL && last_error_(NULL, 0) > 20);
    EXPECT(feature_(muster, NULL, NULL) == MUSTER_NOT_LICENSED && last_error_(NULL, 0) > 20);
    text = small;
    EXPECT(feature_(muster, "audit", &text) == MUSTER_NOT_LICENSED && text == NULL && last_error_(NULL, 0) == 0);
    EXPECT(feature_(muster, "Seats", &text) == MUSTER_NOT_LICENSED && feature_(muster, "", NULL) == MUSTER_NOT_LICENSED);
    EXPECT(install_key_(muster, "no key") == 0xC004F050u);
    EXPECT(installation_id_(muster, &text) == 0xC004F06Au && text == NULL);
    EXPECT(deposit_(muster, "1") == 0xC004F06Au && deposit_(muster, NULL) == INVALID_ARGUMENT);
    free_(NULL);
    close_(NULL);
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, "{\"folder\": \"/nowhere\"}", &other) == MUSTER_OK);
    EXPECT(status_(other, &status) == MUSTER_NOT_LICENSED && status.code == 0xC004F011u && status.days_left == -1);
    EXPECT(feature_(other, "export", &text) == MUSTER_NOT_LICENSED && text == NULL);
    EXPECT(strstr(status.message_en, "0xC004F011") != NULL && strlen(status.message_ja) > 20);
    close_(other);
}

static void licensed(Muster *muster)
{
    MusterStatus status;
    char *json = NULL;
    EXPECT(sizeof status == 1056);
    EXPECT(status_(muster, &status) == MUSTER_LICENSED);
    EXPECT(status.verdict == MUSTER_LICENSED && status.code == 0 && status.days_left == 180 && !status.warns);
    EXPECT(status.until > 1800000000 && last_error_(NULL, 0) == 0);
    EXPECT(json_(muster, &json) == MUSTER_OK && strstr(json, "\"verdict\":\"licensed\"") != NULL);
    EXPECT(strstr(json, "\"features\":{\"export\":true,\"seats\":50}") != NULL && strstr(json, "\"ends\":null") != NULL);
    free_(json);
    EXPECT(feature_(muster, "export", NULL) == MUSTER_LICENSED);
    EXPECT(feature_(muster, "seats", &json) == MUSTER_LICENSED && strcmp(json, "50") == 0);
    free_(json);
}

static void *ask(void *muster)
{
    Muster *own = NULL;
    EXPECT(status_(muster, NULL) == MUSTER_LICENSED);
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, OPTIONS, &own) == MUSTER_OK);
    EXPECT(open_(NULL, NULL, NULL, NULL) == INVALID_ARGUMENT && last_error_(NULL, 0) > 20);
    close_(own);
    return muster;
}

/* A copy under another name keeps everything once more. */
static void beside_a_copy(void)
{
    void *copy = load(COPY);
    Muster *muster = NULL;
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, OPTIONS, &muster) == MUSTER_OK);
    licensed(muster);
    close_(muster);
    EXPECT(dlclose(copy) == 0);
}

static void fork_once(Muster *muster)
{
    int ended = -1;
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        licensed(muster);
        _exit(0);
    }
    EXPECT(waitpid(child, &ended, 0) == child && ended == 0);
}

static atomic_int enough;

static void *ask_on(void *muster)
{
    while (!enough)
        EXPECT(status_(muster, NULL) == MUSTER_LICENSED);
    return muster;
}

/* What the other threads hold at that moment, no thread of the child gives back. */
static void fork_while_threads_ask(Muster *muster)
{
    pthread_t asking[ASKING];
    for (int number = 0; number < ASKING; number++)
        EXPECT(pthread_create(&asking[number], NULL, ask_on, muster) == 0);
    for (int number = 0; number < FORKS; number++)
        fork_once(muster);
    enough = 1;
    for (int number = 0; number < ASKING; number++)
        pthread_join(asking[number], NULL);
}

/* Says so once it has asked, and lives until it is told to end. */
static void *linger(void *ends)
{
    char byte = 0;
    EXPECT(open_(NULL, NULL, NULL, NULL) == INVALID_ARGUMENT && last_error_(NULL, 0) > 20);
    EXPECT(write(((int *)ends)[3], &byte, 1) == 1 && read(((int *)ends)[0], &byte, 1) == 1);
    return ends;
}

static void unload_while_a_thread_lives(void *library, void *again)
{
    int ends[4];
    char byte = 0;
    pthread_t lingering;
    EXPECT(pipe(ends) == 0 && pipe(ends + 2) == 0);
    EXPECT(pthread_create(&lingering, NULL, linger, ends) == 0 && read(ends[2], &byte, 1) == 1);
    EXPECT(dlclose(again) == 0 && dlclose(library) == 0);
    EXPECT(write(ends[1], &byte, 1) == 1 && pthread_join(lingering, NULL) == 0);
}

int main(void)
{
    void *library = load(LIBRARY), *again;
    static pthread_t threads[THREADS];
    pthread_attr_t small;
    Muster *muster = NULL;
    int answered = 0;
    EXPECT(version_() == MUSTER_ABI);
    EXPECT(open_(ROOT_KEY, PRODUCT_ID, OPTIONS, &muster) == MUSTER_OK);
    nonsense(muster);
    beside_a_copy();
    again = load(LIBRARY);
    licensed(muster);
    fork_once(muster);
    fork_while_threads_ask(muster);
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 256 * 1024);
    for (int number = 0; number < THREADS; number++)
        EXPECT(pthread_create(&threads[number], &small, ask, muster) == 0);
    for (int number = 0; number < THREADS; number++) {
        void *done = NULL;
        pthread_join(threads[number], &done);
        answered += done == muster;
    }
    close_(muster);
    unload_while_a_thread_lives(library, again);
    printf("all %d threads were answered\n", answered);
    return 0;
}
