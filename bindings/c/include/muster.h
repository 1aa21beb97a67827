/* Muster: a product asks whether it is licensed on this machine.
 *
 * The answer is proved up to the vendor's root key, which is built into the product: whoever imitates the agent, copies its state or
 * keeps an answer licenses nothing. What the product does with an answer is its own decision: no function here ends the process.
 *
 * Texts are UTF-8 and end with a zero. Codes are 0 for success, else HRESULTs with documented meanings (`muster doctor explain CODE`).
 * Threads may share a handle; whoever closes it is the last to use it. All functions but muster_activate answer within 2 seconds and
 * what reading a few files takes; muster_activate blocks until the hosts were asked. No function starts a thread.
 */
#ifndef MUSTER_H
#define MUSTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the ABI that this header describes. muster_version() of a library that fits it returns the same. */
#define MUSTER_ABI 1

/* Success. */
#define MUSTER_OK 0

/* Verdicts. */
#define MUSTER_NOT_LICENSED 0
#define MUSTER_LICENSED 1
#define MUSTER_GRACE 2

/* A product's question. */
typedef struct Muster Muster;

/* The answer. It stays as it is within a version of the ABI; what is new is in the JSON. */
typedef struct MusterStatus {
    uint32_t verdict;      /* MUSTER_NOT_LICENSED, MUSTER_LICENSED or MUSTER_GRACE */
    uint32_t code;         /* 0 if licensed, the kind of grace (0x4004....), or why it is not licensed */
    int64_t until;         /* when that ends, seconds since 1970; 0 if it does not end by itself */
    int32_t days_left;     /* days until then; -1 if it does not end */
    uint32_t warns;        /* 1 if the user should be told */
    uint32_t attempt;      /* after muster_activate: how the attempt ended, 0 for success */
    uint32_t reserved;     /* 0 */
    char message_en[512];  /* what to tell the user */
    char message_ja[512];  /* the same in Japanese */
} MusterStatus;

/* Makes a question. root_key is the text of the vendor's root.jwk, or its thumbprint (RFC 7638); product_id is an activation id of the
 * license pack. options is JSON or NULL: {"agent": socket}, {"folder": state of a client that the product reads itself},
 * {"identity": what the agent was given in a container}; without them the agent of this machine is asked. Nothing is asked yet.
 * The handle is the caller's until muster_close. */
uint32_t muster_open(const char *root_key, const char *product_id, const char *options, Muster **muster);

/* Answers the question, and returns the verdict. status may be NULL. */
uint32_t muster_status(const Muster *muster, MusterStatus *status);

/* Tries to activate the product now, then answers as muster_status does. status may be NULL. */
uint32_t muster_activate(const Muster *muster, MusterStatus *status);

/* Whether the license allows a feature: the verdict, or MUSTER_NOT_LICENSED where it does not. value becomes its value as a text ("true",
 * "50", "pro"), the caller's until muster_free, or NULL. value may be NULL. */
uint32_t muster_feature(const Muster *muster, const char *name, char **value);

/* Answers as JSON: verdict, code, until, days_left, warns, product, message, features, ends. The text is the caller's until muster_free. */
uint32_t muster_status_json(const Muster *muster, char **json);

/* Installs a product key: through the agent only where every user may, else in a folder of the product's own. */
uint32_t muster_install_key(const Muster *muster, const char *key);

/* The installation id of a product with a MAK, to be told to the vendor: only with a folder. The text is the caller's until muster_free. */
uint32_t muster_installation_id(const Muster *muster, char **id);

/* Applies the confirmation id that the vendor gave for it: only with a folder. */
uint32_t muster_deposit(const Muster *muster, const char *confirmation_id);

/* What went wrong in the last call of this thread, "" if nothing. Copies at most size - 1 bytes and a zero, and returns the bytes of the
 * whole text. buffer may be NULL. */
size_t muster_last_error(char *buffer, size_t size);

/* Frees a text that a function gave. NULL is left alone. */
void muster_free(char *text);

/* Ends a question. NULL is left alone. */
void muster_close(Muster *muster);

/* Version of the ABI of the library: MUSTER_ABI of its header. On Linux the loader refuses a library of another version to a program that
 * was linked with this one (symbols of version MUSTER_1); whoever loads it in another way, and a program for Windows, compares the two
 * before anything else is called. */
uint32_t muster_version(void);

#ifdef __cplusplus
}
#endif

#endif
