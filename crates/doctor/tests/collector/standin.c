/* Stands in for a tool of Windows: prints what answers.txt beside it says for its name and arguments, and notes them in calls.txt.
   A line of answers.txt: start of name and arguments (or start ... part), exit code, mode, file with the output, separated by tabs. Modes: print;
   hang (prints, and goes on until answers.txt is taken away, which the test does at the end of a run); copy (the file becomes what `wevtutil epl` was told to write); pack (what tar is told to pack lies
   in a folder beside the archive). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <io.h>
#include <windows.h>

static void copied(const char *from, FILE *to)
{
    FILE *file = fopen(from, "rb");
    char bytes[4096];
    size_t length;
    if (!file)
        return;
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        fwrite(bytes, 1, length, to);
    fclose(file);
}

/* Not for ever: the test may have been killed. */
static void hang(const char *own)
{
    char answers[4096];
    int tenths = 6000;
    snprintf(answers, sizeof answers, "%s\\answers.txt", own);
    while (tenths-- && GetFileAttributesA(answers) != INVALID_FILE_ATTRIBUTES)
        Sleep(100);
}

static void pack(const char *archive, const char *folder)
{
    char from[4096], to[4096];
    WIN32_FIND_DATAA found;
    HANDLE search;
    snprintf(to, sizeof to, "%s.files", archive);
    CreateDirectoryA(to, NULL);
    snprintf(from, sizeof from, "%s\\*", folder);
    search = FindFirstFileA(from, &found);
    do {
        snprintf(from, sizeof from, "%s\\%s", folder, found.cFileName);
        snprintf(to, sizeof to, "%s.files\\%s", archive, found.cFileName);
        CopyFileA(from, to, FALSE);
    } while (search != INVALID_HANDLE_VALUE && FindNextFileA(search, &found));
    fclose(fopen(archive, "wb"));
}

/* "a ... b" is the start and something behind it. */
static int answers(const char *call, char *start)
{
    char *gap = strstr(start, " ... ");
    size_t length = gap ? (size_t)(gap - start) : strlen(start);
    return !strnicmp(call, start, length) && (!gap || strstr(call, gap + 5));
}

int main(int count, char **words)
{
    char own[4096], call[8192], line[8192], path[4096];
    char *name;
    FILE *file;
    _setmode(_fileno(stdout), _O_BINARY);
    GetModuleFileNameA(NULL, own, sizeof own);
    name = strrchr(own, '\\');
    *name++ = 0;
    if (strrchr(name, '.'))
        *strrchr(name, '.') = 0;
    strcpy(call, name);
    for (int i = 1; i < count; i++) {
        strncat(call, " ", sizeof call - strlen(call) - 1);
        char *word = words[i];
        /* Of a file its name only: folders differ from run to run. */
        if (word[0] && word[1] == ':' && word[2] == '\\')
            word = strrchr(word, '\\') + 1;
        strncat(call, word, sizeof call - strlen(call) - 1);
    }
    /* The script sleeps by ping: a second is a twentieth here. */
    if (!stricmp(name, "ping")) {
        Sleep(50 * (atoi(words[2]) - 1));
        return 0;
    }
    snprintf(path, sizeof path, "%s\\calls.txt", own);
    if ((file = fopen(path, "ab"))) {
        fprintf(file, "%s%s%s\n", call, getenv("MUSTER_HOST") ? " host=" : "", getenv("MUSTER_HOST") ? getenv("MUSTER_HOST") : "");
        fclose(file);
    }
    snprintf(path, sizeof path, "%s\\answers.txt", own);
    file = fopen(path, "rb");
    while (file && fgets(line, sizeof line, file)) {
        char *start = strtok(line, "\t"), *code = strtok(NULL, "\t"), *mode = strtok(NULL, "\t"), *output = strtok(NULL, "\r\n");
        if (!output || !answers(call, start))
            continue;
        snprintf(path, sizeof path, "%s\\%s", own, output);
        if (!strcmp(mode, "copy")) {
            CopyFileA(path, words[3], FALSE);
            return atoi(code);
        }
        if (!strcmp(mode, "pack")) {
            pack(words[4], words[6]);
            return atoi(code);
        }
        copied(path, stdout);
        fflush(stdout);
        if (!strcmp(mode, "hang"))
            hang(own);
        return atoi(code);
    }
    return 1;
}
