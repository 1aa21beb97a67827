/* Starts a program as a double click does, without a screen: no arguments, alone in a console of its own, whose window somebody watches and
   where Enter is pressed.
       double-click.exe PROGRAM SHOWN      what the window showed is written into the file SHOWN; ends with the program's exit code
   The window is a pseudoconsole. Wine gives no handles of it to the first program in it: so a second copy of this one begins in it, starts
   the program with its handles, and leaves the console before the program runs its first instruction. */
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000006
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#ifndef PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE
#define PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE 0x00020016
#endif
#define INSIDE "inside"

static HANDLE screen, shown;

static DWORD WINAPI watch(LPVOID unused)
{
    char bytes[4096];
    DWORD count, written;
    (void)unused;
    while (ReadFile(screen, bytes, sizeof bytes, &count, NULL) && count)
        WriteFile(shown, bytes, count, &written, NULL);
    return 0;
}

static int ended(HANDLE process)
{
    DWORD code;
    WaitForSingleObject(process, INFINITE);
    GetExitCodeProcess(process, &code);
    return (int)code;
}

static int inside(char *program)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    STARTUPINFOA how = {sizeof how};
    PROCESS_INFORMATION process;
    how.dwFlags = STARTF_USESTDHANDLES;
    how.hStdInput = CreateFileA("CONIN$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL);
    how.hStdOutput = CreateFileA("CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL);
    how.hStdError = how.hStdOutput;
    if (!CreateProcessA(program, NULL, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &how, &process))
        return 250;
    FreeConsole();
    ResumeThread(process.hThread);
    return ended(process.hProcess);
}

int main(int count, char **words)
{
    HANDLE keys, keyboard, picture;
    HPCON console;
    STARTUPINFOEXA how = {{sizeof how}};
    PROCESS_INFORMATION process;
    COORD size = {200, 500};
    SIZE_T length = 0;
    DWORD written;
    char own[MAX_PATH], command[2 * MAX_PATH];
    int code;
    if (count == 3 && !strcmp(words[1], INSIDE))
        return inside(words[2]);
    if (count != 3)
        return 251;
    shown = CreateFileA(words[2], GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, 0, NULL);
    CreatePipe(&keyboard, &keys, NULL, 0);
    CreatePipe(&screen, &picture, NULL, 0);
    if (FAILED(CreatePseudoConsole(size, keyboard, picture, 0, &console)))
        return 252;
    HANDLE watching = CreateThread(NULL, 0, watch, NULL, 0, NULL);
    InitializeProcThreadAttributeList(NULL, 1, 0, &length);
    how.lpAttributeList = malloc(length);
    InitializeProcThreadAttributeList(how.lpAttributeList, 1, 0, &length);
    UpdateProcThreadAttribute(how.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, console, sizeof console, NULL, NULL);
    GetModuleFileNameA(NULL, own, sizeof own);
    snprintf(command, sizeof command, "\"%s\" %s \"%s\"", own, INSIDE, words[1]);
    if (!CreateProcessA(own, command, NULL, NULL, FALSE, EXTENDED_STARTUPINFO_PRESENT, NULL, NULL, &how.StartupInfo, &process))
        return 253;
    WriteFile(keys, "\r", 1, &written, NULL);
    code = ended(process.hProcess);
    ClosePseudoConsole(console);
    CloseHandle(picture);
    WaitForSingleObject(watching, 5000);
    return code;
}
