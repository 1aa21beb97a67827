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

>"%MC_DIR%\errors.txt" echo muster-collect errors 1
>"%MC_DIR%\manifest.txt" echo muster-collect manifest 1
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
>>"%MC_DIR%\manifest.txt" echo Elevated: no
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
set "MC_ALL=39"
call :part registry.txt 60
call :part dns-settings.txt 30
call :part click-to-run.txt 30
call :part firewall.txt 30
call :part version.txt 30
call :power_shell_part computer.txt 60
call :part systeminfo.txt 120
call :power_shell_part hotfix.txt 120
call :part services.txt 30
call :power_shell_part licenses.txt 90
call :power_shell_part service.txt 60
call :part slmgr-dlv.txt 90
call :part slmgr-dlv-all.txt 180
call :part slmgr-xpr.txt 60
call :part slmgr-tokens.txt 60
call :part slmgr-ao-list.txt 60
call :list_offices
call :part ospp-dstatus.txt 120
call :part ospp-dstatusall.txt 120
call :part ospp-dhistorykms.txt 120
call :part ospp-dhistoryacterr.txt 120
call :part ospp-dcmid.txt 120
call :part ospp-dtokils.txt 120
call :part ospp-dtokcerts.txt 120
call :power_shell_part vnextdiag.txt 60
call :part Application.evtx 180
call :part Application-30days.evtx 300
call :part KeyManagementService.evtx 300
call :part System.evtx 180
call :part ipconfig.txt 30
call :part proxy.txt 30
call :part proxy-settings.txt 30
call :part time.txt 60
call :list_suffixes
call :part time-domain.txt 60
call :part dsreg.txt 60
call :part nslookup.txt 60
call :part nslookup-suffixes.txt 120
call :list_hosts
call :part nslookup-hosts.txt 120
call :power_shell_part port.txt 120
call :part port-curl.txt 120

rem The words of slmgr.vbs in this machine's language, so that its texts can be understood.
pushd "%MC_SYS%\slmgr" 2>nul
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

:do_registry
for %%v in (KeyManagementServiceName KeyManagementServicePort KeyManagementServiceLookupDomain VLActivationType) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform" /s /v %%v 2>nul
for %%v in (DisableKeyManagementServiceHostCaching VLActivationInterval VLRenewalInterval KeyManagementServiceListeningPort KeyManagementServiceVersion DisableDnsPublishing DnsDomainPublishList EnableKmsLowPriority UserOperations SkipRearm) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform" /v %%v 2>nul
for %%v in (Manual NotificationDisabled) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform\Activation" /v %%v 2>nul
for %%v in (KeyManagementServiceName KeyManagementServicePort KeyManagementServiceLookupDomain VLActivationType) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SL" /s /v %%v 2>nul
for %%v in (DisableKeyManagementServiceHostCaching VLActivationInterval VLRenewalInterval KeyManagementServiceListeningPort KeyManagementServiceVersion DisableDnsPublishing DnsDomainPublishList EnableKmsLowPriority UserOperations SkipRearm) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SL" /v %%v 2>nul
for %%v in (KeyManagementServiceName KeyManagementServicePort KeyManagementServiceLookupDomain VLActivationType) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\OfficeSoftwareProtectionPlatform" /s /v %%v 2>nul
for %%v in (UserOperations) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\OfficeSoftwareProtectionPlatform" /v %%v 2>nul
for %%v in (DiscoveredKeyManagementServiceName DiscoveredKeyManagementServicePort KeyManagementServiceRegisteredDomainName KeyManagementServiceRegisteredPortNumber) do "%MC_SYS%\reg.exe" query "HKU\S-1-5-20\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform" /s /v %%v 2>nul
for %%v in (NoGenTicket) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Policies\Microsoft\Windows NT\CurrentVersion\Software Protection Platform" /v %%v 2>nul
for %%v in (Start) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\sppsvc" /v %%v 2>nul
for %%v in (Start) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\osppsvc" /v %%v 2>nul
for %%v in (Type NtpServer) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\W32Time\Parameters" /v %%v 2>nul
for %%v in (ProfileImagePath) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-20" /v %%v 2>nul
goto part_end

:do_dns-settings
for %%v in (Domain DhcpDomain SearchList) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v %%v 2>nul
for %%v in (Domain DhcpDomain) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces" /s /v %%v 2>nul
for %%v in (SearchList) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient" /v %%v 2>nul
goto part_end

:do_click-to-run
for %%v in (ProductReleaseIds Platform VersionToReport UpdateChannel CDNBaseUrl UpdatesEnabled SharedComputerLicensing) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Office\14.0\Common\InstallRoot" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Office\15.0\Common\InstallRoot" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\Office\16.0\Common\InstallRoot" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\14.0\Common\InstallRoot" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\15.0\Common\InstallRoot" /v %%v 2>nul
for %%v in (Path) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\16.0\Common\InstallRoot" /v %%v 2>nul
goto part_end

:do_firewall
for %%v in (SPPSVC-In-TCP) do "%MC_SYS%\reg.exe" query "HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules" /v %%v 2>nul
for %%v in (SPPSVC-In-TCP) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules" /v %%v 2>nul
goto part_end

:do_version
echo.
echo C:\^>cmd /d /c ver
"%ComSpec%" /d /c ver 2>&1
goto part_end

:do_computer
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "$read = 'Get-CimInstance'; if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; & $read -Query 'SELECT * FROM Win32_OperatingSystem' -ErrorAction Stop | Select-Object Caption, Version, BuildNumber, OSArchitecture | Format-List | Out-String -Width 4000" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "$read = 'Get-CimInstance'; if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; & $read -Query 'SELECT * FROM Win32_ComputerSystem' -ErrorAction Stop | Select-Object Name, Domain, PartOfDomain, Manufacturer, Model | Format-List | Out-String -Width 4000" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
goto part_end

:do_systeminfo
echo.
echo C:\^>systeminfo
"%MC_SYS%\systeminfo.exe" 2>&1
if errorlevel 1 call :failed "systeminfo"
if not errorlevel 0 call :failed "systeminfo"
goto part_end

:do_hotfix
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "Get-HotFix | Select-Object HotFixID, InstalledOn | Format-List | Out-String -Width 4000" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
goto part_end

:do_services
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc qc sppsvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" qc sppsvc 2>&1
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc query sppsvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" query sppsvc 2>&1
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc qc osppsvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" qc osppsvc 2>&1
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc query osppsvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" query osppsvc 2>&1
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc qc ClickToRunSvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" qc ClickToRunSvc 2>&1
if exist "%MC_SYS%\sc.exe" echo.
if exist "%MC_SYS%\sc.exe" echo C:\^>sc query ClickToRunSvc
if exist "%MC_SYS%\sc.exe" "%MC_SYS%\sc.exe" query ClickToRunSvc 2>&1
goto part_end

:do_licenses
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "$read = 'Get-CimInstance'; if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; & $read -Query 'SELECT * FROM SoftwareLicensingProduct WHERE PartialProductKey IS NOT NULL' -ErrorAction Stop | Select-Object ID, ApplicationID, Name, Description, PartialProductKey, ProductKeyChannel, LicenseStatus, LicenseStatusReason, GracePeriodRemaining, KeyManagementServiceMachine, KeyManagementServicePort, KeyManagementServiceLookupDomain, DiscoveredKeyManagementServiceMachineName, DiscoveredKeyManagementServiceMachinePort, DiscoveredKeyManagementServiceMachineIpAddress, IsKeyManagementServiceMachine, KeyManagementServiceCurrentCount, RequiredClientCount, KeyManagementServiceTotalRequests, KeyManagementServiceFailedRequests, VLActivationInterval, VLRenewalInterval, VLActivationType, RemainingAppReArmCount, RemainingSkuReArmCount, ADActivationObjectName, ADActivationObjectDN | Format-List | Out-String -Width 4000" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
if exist "%MC_PSEXE%" "%MC_PSEXE%" -NoProfile -NonInteractive -Command "$read = 'Get-CimInstance'; if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; & $read -Query 'SELECT * FROM OfficeSoftwareProtectionProduct WHERE PartialProductKey IS NOT NULL' -ErrorAction SilentlyContinue | Select-Object ID, ApplicationID, Name, Description, PartialProductKey, ProductKeyChannel, LicenseStatus, LicenseStatusReason, GracePeriodRemaining, KeyManagementServiceMachine, KeyManagementServicePort, KeyManagementServiceLookupDomain, DiscoveredKeyManagementServiceMachineName, DiscoveredKeyManagementServiceMachinePort, DiscoveredKeyManagementServiceMachineIpAddress, IsKeyManagementServiceMachine, KeyManagementServiceCurrentCount, RequiredClientCount, KeyManagementServiceTotalRequests, KeyManagementServiceFailedRequests, VLActivationInterval, VLRenewalInterval, VLActivationType, RemainingAppReArmCount, RemainingSkuReArmCount, ADActivationObjectName, ADActivationObjectDN | Format-List | Out-String -Width 4000" 2>&1
goto part_end

:do_service
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "$read = 'Get-CimInstance'; if (-not (Get-Command $read -ErrorAction SilentlyContinue)) { $read = 'Get-WmiObject' }; & $read -Query 'SELECT * FROM SoftwareLicensingService' -ErrorAction Stop | Select-Object Version, ClientMachineID, KeyManagementServiceListeningPort, KeyManagementServiceDnsPublishing, KeyManagementServiceHostCaching, RemainingWindowsReArmCount | Format-List | Out-String -Width 4000" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
goto part_end

:do_slmgr-dlv
echo.
echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /dlv
"%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /dlv 2>&1
if errorlevel 1 call :failed "cscript //nologo slmgr.vbs /dlv"
if not errorlevel 0 call :failed "cscript //nologo slmgr.vbs /dlv"
goto part_end

:do_slmgr-dlv-all
echo.
echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /dlv all
"%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /dlv all 2>&1
if errorlevel 1 call :failed "cscript //nologo slmgr.vbs /dlv all"
if not errorlevel 0 call :failed "cscript //nologo slmgr.vbs /dlv all"
goto part_end

:do_slmgr-xpr
echo.
echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /xpr
"%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /xpr 2>&1
if errorlevel 1 call :failed "cscript //nologo slmgr.vbs /xpr"
if not errorlevel 0 call :failed "cscript //nologo slmgr.vbs /xpr"
goto part_end

:do_slmgr-tokens
if exist "%MC_SYS%\cscript.exe" echo.
if exist "%MC_SYS%\cscript.exe" echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /lil
if exist "%MC_SYS%\cscript.exe" "%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /lil 2>&1
if exist "%MC_SYS%\cscript.exe" echo.
if exist "%MC_SYS%\cscript.exe" echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /ltc
if exist "%MC_SYS%\cscript.exe" "%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /ltc 2>&1
goto part_end

:do_slmgr-ao-list
if exist "%MC_SYS%\cscript.exe" echo.
if exist "%MC_SYS%\cscript.exe" echo C:\^>cscript //nologo "%MC_SYS%\slmgr.vbs" /ao-list
if exist "%MC_SYS%\cscript.exe" "%MC_SYS%\cscript.exe" //nologo "%MC_SYS%\slmgr.vbs" /ao-list 2>&1
goto part_end

:do_ospp-dstatus
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dstatus
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dstatus 2>&1
)
goto part_end

:do_ospp-dstatusall
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dstatusall
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dstatusall 2>&1
)
goto part_end

:do_ospp-dhistorykms
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dhistorykms
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dhistorykms 2>&1
)
goto part_end

:do_ospp-dhistoryacterr
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dhistoryacterr
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dhistoryacterr 2>&1
)
goto part_end

:do_ospp-dcmid
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dcmid
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dcmid 2>&1
)
goto part_end

:do_ospp-dtokils
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dtokils
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dtokils 2>&1
)
goto part_end

:do_ospp-dtokcerts
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\ospp.vbs" echo.
if exist "%%o\ospp.vbs" echo C:\^>cscript //nologo "%%o\ospp.vbs" /dtokcerts
if exist "%%o\ospp.vbs" "%MC_SYS%\cscript.exe" //nologo "%%o\ospp.vbs" /dtokcerts 2>&1
)
goto part_end

:do_vnextdiag
if not exist "%MC_TMP%\offices" goto part_end
for /f "usebackq delims=" %%o in ("%MC_TMP%\offices") do (
if exist "%%o\vnextdiag.ps1" "%MC_PSEXE%" -NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File "%%o\vnextdiag.ps1" -action list 2>&1
)
goto part_end

:do_Application
echo.
echo C:\^>wevtutil epl Application "Application.evtx" "/q:*[System[Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Office Software Protection Platform Service']]]"
"%MC_SYS%\wevtutil.exe" epl Application "%MC_DIR%\Application.evtx" "/q:*[System[Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Office Software Protection Platform Service']]]" 2>&1
if errorlevel 1 call :failed "wevtutil epl Application Application.evtx"
if not errorlevel 0 call :failed "wevtutil epl Application Application.evtx"
goto part_end

:do_Application-30days
echo.
echo C:\^>wevtutil epl Application "Application-30days.evtx" "/q:*[System[TimeCreated[timediff(@SystemTime) <= 2592000000]]]"
"%MC_SYS%\wevtutil.exe" epl Application "%MC_DIR%\Application-30days.evtx" "/q:*[System[TimeCreated[timediff(@SystemTime) <= 2592000000]]]" 2>&1
if errorlevel 1 call :failed "wevtutil epl Application Application-30days.evtx"
if not errorlevel 0 call :failed "wevtutil epl Application Application-30days.evtx"
goto part_end

:do_KeyManagementService
echo.
echo C:\^>wevtutil epl "Key Management Service" "KeyManagementService.evtx"
"%MC_SYS%\wevtutil.exe" epl "Key Management Service" "%MC_DIR%\KeyManagementService.evtx" 2>&1
if errorlevel 1 call :failed "wevtutil epl Key Management Service KeyManagementService.evtx"
if not errorlevel 0 call :failed "wevtutil epl Key Management Service KeyManagementService.evtx"
goto part_end

:do_System
echo.
echo C:\^>wevtutil epl System "System.evtx" "/q:*[System[Provider[@Name='Microsoft-Windows-Time-Service' or @Name='Microsoft-Windows-Kernel-General' or @Name='Service Control Manager'] and TimeCreated[timediff(@SystemTime) <= 7776000000]]]"
"%MC_SYS%\wevtutil.exe" epl System "%MC_DIR%\System.evtx" "/q:*[System[Provider[@Name='Microsoft-Windows-Time-Service' or @Name='Microsoft-Windows-Kernel-General' or @Name='Service Control Manager'] and TimeCreated[timediff(@SystemTime) <= 7776000000]]]" 2>&1
if errorlevel 1 call :failed "wevtutil epl System System.evtx"
if not errorlevel 0 call :failed "wevtutil epl System System.evtx"
goto part_end

:do_ipconfig
echo.
echo C:\^>ipconfig /all
"%MC_SYS%\ipconfig.exe" /all 2>&1
if errorlevel 1 call :failed "ipconfig /all"
if not errorlevel 0 call :failed "ipconfig /all"
goto part_end

:do_proxy
echo.
echo C:\^>netsh winhttp show proxy
"%MC_SYS%\netsh.exe" winhttp show proxy 2>&1
if errorlevel 1 call :failed "netsh winhttp show proxy"
if not errorlevel 0 call :failed "netsh winhttp show proxy"
goto part_end

:do_proxy-settings
for %%v in (ProxyEnable ProxyServer AutoConfigURL) do "%MC_SYS%\reg.exe" query "HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings" /v %%v 2>nul
for %%v in (ProxySettingsPerUser ProxyEnable ProxyServer AutoConfigURL) do "%MC_SYS%\reg.exe" query "HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings" /v %%v 2>nul
goto part_end

:do_time
echo.
echo C:\^>w32tm /query /status
"%MC_SYS%\w32tm.exe" /query /status 2>&1
if errorlevel 1 call :failed "w32tm /query /status"
if not errorlevel 0 call :failed "w32tm /query /status"
if exist "%MC_SYS%\w32tm.exe" echo.
if exist "%MC_SYS%\w32tm.exe" echo C:\^>w32tm /query /source
if exist "%MC_SYS%\w32tm.exe" "%MC_SYS%\w32tm.exe" /query /source 2>&1
goto part_end

:do_time-domain
if not exist "%MC_TMP%\suffixes" goto part_end
for /f "usebackq delims=" %%d in ("%MC_TMP%\suffixes") do (
if exist "%MC_SYS%\w32tm.exe" echo.
if exist "%MC_SYS%\w32tm.exe" echo C:\^>w32tm /stripchart /computer:%%d /samples:3 /dataonly
if exist "%MC_SYS%\w32tm.exe" "%MC_SYS%\w32tm.exe" /stripchart "/computer:%%d" /samples:3 /dataonly 2>&1
)
goto part_end

:do_dsreg
if exist "%MC_SYS%\dsregcmd.exe" echo.
if exist "%MC_SYS%\dsregcmd.exe" echo C:\^>dsregcmd /status
if exist "%MC_SYS%\dsregcmd.exe" "%MC_SYS%\dsregcmd.exe" /status 2>&1
goto part_end

:do_nslookup
if exist "%MC_SYS%\nslookup.exe" echo.
if exist "%MC_SYS%\nslookup.exe" echo C:\^>nslookup -type=srv _vlmcs._tcp
if exist "%MC_SYS%\nslookup.exe" "%MC_SYS%\nslookup.exe" -type=srv _vlmcs._tcp 2>&1
goto part_end

:do_nslookup-suffixes
if not exist "%MC_TMP%\suffixes" goto part_end
for /f "usebackq delims=" %%d in ("%MC_TMP%\suffixes") do (
if exist "%MC_SYS%\nslookup.exe" echo.
if exist "%MC_SYS%\nslookup.exe" echo C:\^>nslookup -type=srv _vlmcs._tcp.%%d
if exist "%MC_SYS%\nslookup.exe" "%MC_SYS%\nslookup.exe" -type=srv "_vlmcs._tcp.%%d" 2>&1
)
goto part_end

:do_nslookup-hosts
if not exist "%MC_TMP%\hosts" goto part_end
for /f "usebackq tokens=1,2" %%h in ("%MC_TMP%\hosts") do (
set "MUSTER_HOST=%%h"
set "MUSTER_PORT=%%i"
if exist "%MC_SYS%\nslookup.exe" echo.
if exist "%MC_SYS%\nslookup.exe" echo C:\^>nslookup %%h
if exist "%MC_SYS%\nslookup.exe" "%MC_SYS%\nslookup.exe" "%%h" 2>&1
)
goto part_end

:do_port
if not exist "%MC_TMP%\hosts" goto part_end
for /f "usebackq tokens=1,2" %%h in ("%MC_TMP%\hosts") do (
set "MUSTER_HOST=%%h"
set "MUSTER_PORT=%%i"
"%MC_PSEXE%" -NoProfile -NonInteractive -Command "$name = $env:MUSTER_HOST; $port = [int]$env:MUSTER_PORT; $client = New-Object Net.Sockets.TcpClient; $try = $client.BeginConnect($name, $port, $null, $null); $null = $try.AsyncWaitHandle.WaitOne(5000); 'ComputerName     : ' + $name; 'RemotePort       : ' + $port; 'TcpTestSucceeded : ' + $client.Connected; ''; $client.Close()" 2>&1
if errorlevel 1 call :failed "powershell"
if not errorlevel 0 call :failed "powershell"
)
goto part_end

:do_port-curl
if not exist "%MC_TMP%\hosts" goto part_end
for /f "usebackq tokens=1,2" %%h in ("%MC_TMP%\hosts") do (
set "MUSTER_HOST=%%h"
set "MUSTER_PORT=%%i"
if exist "%MC_SYS%\curl.exe" echo.
if exist "%MC_SYS%\curl.exe" echo C:\^>curl -v --connect-timeout 5 --max-time 6 telnet://%%h:%%i
if exist "%MC_SYS%\curl.exe" "%MC_SYS%\curl.exe" -v --connect-timeout 5 --max-time 6 "telnet://%%h:%%i" 2>&1
)
goto part_end

