@echo off
rem Collects what tells why Windows or Office is not activated, for muster doctor. It only reads, and starts no activation.
rem Run it as administrator: without that some answers are missing. What it collects and why: docs/collect.md
rem
rem   muster-collect.cmd [/out:FOLDER] [/quiet]
rem
rem   /out:FOLDER   where the bundle is written; else beside this file
rem   /quiet        prints and asks nothing
rem
rem   exit 0   everything was collected
rem        1   a bundle was written, and errors.txt in it says what is missing and why
rem        2   an option is not known, or the folder cannot be written
rem        3   the bundle could not be packed: it lies as a folder in the same place
rem
rem Names that the network gives (DHCP, DNS) are never put into a line of this script: they stay in loop variables and in the
rem environment, so that none of them can become a command.
if "%~1"=="/part" goto do_%~2
setlocal EnableExtensions DisableDelayedExpansion

rem A 32-bit program that starts this sees another System32 and another registry.
set "MC_SYS=%SystemRoot%\System32"
if exist "%SystemRoot%\Sysnative\cmd.exe" set "MC_SYS=%SystemRoot%\Sysnative"
set "MC_PSEXE=%MC_SYS%\WindowsPowerShell\v1.0\powershell.exe"
set "MC_OUT=%~dp0"
set "MC_QUIET="
set "MC_CP="
set "MC_LINE=%CMDCMDLINE:"=%"

:options
if "%~1"=="" goto options_end
set "MC_OPTION=%~1"
if /i "%MC_OPTION%"=="/quiet" goto option_quiet
if /i "%MC_OPTION:~0,5%"=="/out:" goto option_out
echo muster-collect: "%MC_OPTION%" is not known; use /out:FOLDER and /quiet
exit /b 2
:option_quiet
set "MC_QUIET=1"
shift
goto options
:option_out
set "MC_OUT=%MC_OPTION:~5%"
shift
goto options
:options_end
if "%MC_OUT:~-1%"=="\" set "MC_OUT=%MC_OUT:~0,-1%"

set "MC_TMP=%TEMP%\muster-collect-%RANDOM%%RANDOM%"
set "MC_DIR=%MC_TMP%\bundle"
md "%MC_OUT%" 2>nul
md "%MC_DIR%" 2>nul
if not exist "%MC_DIR%" goto no_folder
set "MC_TRY=%MC_OUT%\muster-collect-%RANDOM%.tmp"
echo. >"%MC_TRY%" 2>nul
if not exist "%MC_TRY%" goto no_folder
del "%MC_TRY%"

"%MC_SYS%\chcp.com" >"%MC_TMP%\chcp" 2>nul
for /f "usebackq tokens=2 delims=:" %%c in ("%MC_TMP%\chcp") do set /a MC_CP=%%c 2>nul

>"%MC_DIR%\errors.txt" echo {errors_head}
>"%MC_DIR%\manifest.txt" echo {manifest_head}
>>"%MC_DIR%\manifest.txt" echo Collector: muster-collect.cmd
>>"%MC_DIR%\manifest.txt" echo COMPUTERNAME=%COMPUTERNAME%
>>"%MC_DIR%\manifest.txt" echo Local time: %DATE% %TIME%
>>"%MC_DIR%\manifest.txt" echo Code page: %MC_CP%

rem High mandatory level: the same in every language.
"%MC_SYS%\whoami.exe" /groups >"%MC_TMP%\groups" 2>nul
"%MC_SYS%\find.exe" "S-1-16-12288" "%MC_TMP%\groups" >nul 2>nul
if errorlevel 1 goto not_elevated
>>"%MC_DIR%\manifest.txt" echo Elevated: yes
goto elevation_known
:not_elevated
>>"%MC_DIR%\manifest.txt" echo {not_elevated}
>>"%MC_DIR%\errors.txt" echo all: not run as administrator, so some answers are missing
:elevation_known

set "MC_PS="
if not exist "%MC_PSEXE%" goto power_shell_known
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "exit 0" >nul 2>nul <nul
if not errorlevel 1 set "MC_PS=1"
:power_shell_known
if defined MC_PS goto power_shell_runs
>>"%MC_DIR%\manifest.txt" echo PowerShell: no
goto collect
:power_shell_runs
>>"%MC_DIR%\manifest.txt" echo PowerShell: yes

:collect
if not defined MC_QUIET call :say_start
set "MC_NUMBER=0"
set "MC_ALL={parts_count}"
{calls}
rem The words of slmgr.vbs in this machine's language, so that its texts can be understood.
pushd "%MC_SYS%\{words}" 2>nul
if errorlevel 1 goto words_end
for /d %%d in (*) do (
  if exist "%%d\slmgr.ini" copy /y "%%d\slmgr.ini" "%MC_DIR%\words-%%d.ini" >nul
)
popd
:words_end

rem An earlier bundle stays.
set "MC_NAME=%COMPUTERNAME%_muster"
if not exist "%MC_OUT%\%MC_NAME%.zip" if not exist "%MC_OUT%\%MC_NAME%" goto pack
for /l %%i in (99,-1,2) do (
  if not exist "%MC_OUT%\%COMPUTERNAME%_muster-%%i.zip" if not exist "%MC_OUT%\%COMPUTERNAME%_muster-%%i" set "MC_NAME=%COMPUTERNAME%_muster-%%i"
)
:pack
set "MC_ZIP=%MC_OUT%\%MC_NAME%.zip"
if exist "%MC_SYS%\tar.exe" "%MC_SYS%\tar.exe" -a -c -f "%MC_ZIP%" -C "%MC_DIR%" . >nul 2>nul
if exist "%MC_ZIP%" goto packed
if defined MC_PS "%MC_PSEXE%" -NoProfile -NonInteractive -Command "Compress-Archive -Path (Join-Path $env:MC_DIR '*') -DestinationPath $env:MC_ZIP" >nul 2>nul <nul
if exist "%MC_ZIP%" goto packed
md "%MC_OUT%\%MC_NAME%"
copy /y "%MC_DIR%\*" "%MC_OUT%\%MC_NAME%" >nul
set "MC_ZIP=%MC_OUT%\%MC_NAME%"
set "MC_EXIT=3"
goto finish
:packed
set "MC_EXIT=0"
for /f "usebackq skip=1 delims=" %%e in ("%MC_DIR%\errors.txt") do set "MC_EXIT=1"
:finish
if not defined MC_QUIET call :say_end
rd /s /q "%MC_TMP%" 2>nul
rem From Explorer the window would close before anybody has read it.
if defined MC_QUIET exit /b %MC_EXIT%
if not defined CMDCMDLINE exit /b %MC_EXIT%
if "%MC_LINE:~-5%"==".cmd " pause
exit /b %MC_EXIT%

:no_folder
echo muster-collect: cannot write to "%MC_OUT%"
exit /b 2

:power_shell_part
if defined MC_PS goto part
set /a MC_NUMBER+=1
>>"%MC_DIR%\errors.txt" echo %~1: PowerShell is missing or blocked on this computer
exit /b 0

rem Runs a part beside this script, so that one that hangs costs its own time only.
:part
set /a MC_NUMBER+=1
set "MC_PART=%~1"
if not defined MC_QUIET echo [%MC_NUMBER%/%MC_ALL%] %~1
start "" /b "%ComSpec%" /d /c ""%~f0" /part %~n1" >"%MC_TMP%\%~1" 2>&1 <nul
set "MC_WAITED=0"
for /l %%i in (1,1,6) do if not exist "%MC_TMP%\%~1.done" "%MC_SYS%\ping.exe" -n 1 127.0.0.1 >nul 2>nul
:part_wait
if exist "%MC_TMP%\%~1.done" goto part_ended
if %MC_WAITED% geq %2 goto part_late
set /a MC_WAITED+=1
"%MC_SYS%\ping.exe" -n 2 127.0.0.1 >nul 2>nul
goto part_wait
:part_late
>>"%MC_DIR%\errors.txt" echo %~1: no answer in %2 seconds; what it had printed until then is kept
if /i "%~x1"==".evtx" exit /b 0
copy /y "%MC_TMP%\%~1" "%MC_DIR%\%~1" >nul 2>nul
goto part_size
:part_ended
if /i "%~x1"==".evtx" exit /b 0
move /y "%MC_TMP%\%~1" "%MC_DIR%\%~1" >nul
:part_size
for %%f in ("%MC_DIR%\%~1") do if "%%~zf"=="0" del "%MC_DIR%\%~1"
exit /b 0

:failed
>>"%MC_DIR%\errors.txt" echo %MC_PART%: %~1: exit code %ERRORLEVEL%
exit /b 0

:part_end
>"%MC_TMP%\%MC_PART%.done" echo done
exit /b 0

rem Suffixes and hosts are lists in files. Names that a list already has are not added again.
:list_suffixes
if not exist "%MC_DIR%\dns-settings.txt" exit /b 0
for /f "usebackq tokens=1,2*" %%a in ("%MC_DIR%\dns-settings.txt") do (
  if "%%b"=="REG_SZ" (
    for /f "tokens=1-8 delims=," %%d in ("%%c") do (
      for %%n in (%%d %%e %%f %%g %%h %%i %%j %%k) do (
        if not "%%n"=="" (
          if not defined MC_S_%%n (
            >>"%MC_TMP%\suffixes" echo %%n
          )
          set "MC_S_%%n=1"
        )
      )
    )
  )
)
exit /b 0

:list_hosts
setlocal EnableDelayedExpansion
set "MC_PORT=1688"
if not exist "%MC_DIR%\registry.txt" goto list_hosts_dns
for /f "usebackq tokens=1,2*" %%a in ("%MC_DIR%\registry.txt") do (
  if "%%a"=="KeyManagementServicePort" set "MC_PORT=%%c"
)
for /f "usebackq tokens=1,2*" %%a in ("%MC_DIR%\registry.txt") do (
  set "MC_NEW="
  if "%%a"=="KeyManagementServiceName" set "MC_NEW=%%c"
  if "%%a"=="DiscoveredKeyManagementServiceName" set "MC_NEW=%%c"
  if defined MC_NEW call :add_host
)
:list_hosts_dns
set "MC_PORT=1688"
call :list_hosts_of nslookup.txt
call :list_hosts_of nslookup-suffixes.txt
endlocal
exit /b 0
:list_hosts_of
if not exist "%MC_DIR%\%1" exit /b 0
for /f "usebackq tokens=1-3 delims== " %%a in ("%MC_DIR%\%1") do (
  set "MC_NEW="
  if "%%a"=="port" set "MC_PORT=%%b"
  if "%%a"=="svr" set "MC_NEW=%%c"
  if defined MC_NEW call :add_host
)
exit /b 0
:add_host
if defined MC_H_!MC_NEW! exit /b 0
set "MC_H_!MC_NEW!=1"
>>"%MC_TMP%\hosts" echo !MC_NEW! !MC_PORT!
exit /b 0

:list_offices
set "MC_PF=%ProgramFiles%"
if defined ProgramW6432 set "MC_PF=%ProgramW6432%"
set "MC_PF86=%ProgramFiles(x86)%"
for %%p in ("%MC_PF%" "%MC_PF86%") do (
  for %%n in (14 15 16) do (
    if exist "%%~p\Microsoft Office\Office%%n\ospp.vbs" (
      >>"%MC_TMP%\offices" echo %%~p\Microsoft Office\Office%%n
    )
  )
)
exit /b 0

:say_start
if "%MC_CP%"=="932" goto say_start_ja
echo muster-collect only reads, and sends nothing. It takes one to five minutes.
exit /b 0
:say_start_ja
echo muster-collect は読み取りのみを行い、何も送信しません。1 ～ 5 分かかります。
exit /b 0

:say_end
echo.
if "%MC_CP%"=="932" goto say_end_ja
if "%MC_EXIT%"=="1" echo Some answers are missing; errors.txt in the bundle says which and why:
if not "%MC_EXIT%"=="0" type "%MC_DIR%\errors.txt"
if "%MC_EXIT%"=="3" echo Pack this folder as a zip file and send that:
if not "%MC_EXIT%"=="3" echo Send this file:
echo   %MC_ZIP%
exit /b 0
:say_end_ja
if "%MC_EXIT%"=="1" echo 一部の情報を収集できませんでした。内容と理由は zip 内の errors.txt に記録されています:
if not "%MC_EXIT%"=="0" type "%MC_DIR%\errors.txt"
if "%MC_EXIT%"=="3" echo 次のフォルダーを zip に圧縮して送付してください:
if not "%MC_EXIT%"=="3" echo 次のファイルを送付してください:
echo   %MC_ZIP%
exit /b 0

{labels}
