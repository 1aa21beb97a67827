@echo off
rem Collects evidence of activation for muster doctor. It reads, and writes one zip beside itself; it changes nothing,
rem starts no activation and needs no VBScript. Run it as administrator: without that some logs stay closed.
rem muster doctor 用の証拠を収集します。読み取りのみで、設定の変更やライセンス認証は行いません。管理者として実行してください。
setlocal
set "MUSTER_SELF=%~f0"
powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "$t=[IO.File]::ReadAllText($env:MUSTER_SELF,[Text.Encoding]::UTF8); & ([ScriptBlock]::Create($t.Substring($t.IndexOf('#'+'BEGIN#'))))"
exit /b %ERRORLEVEL%

#BEGIN#
$ErrorActionPreference = 'Continue'
$name = $env:COMPUTERNAME
$place = Split-Path -Parent $env:MUSTER_SELF
$out = Join-Path ([IO.Path]::GetTempPath()) ("muster-" + [Guid]::NewGuid().ToString('N'))
$null = New-Item -ItemType Directory -Path $out
$utf8 = New-Object Text.UTF8Encoding($false)
function Keep([string]$file, $text) { [IO.File]::WriteAllText((Join-Path $out $file), (($text | Out-String -Width 4000)), $utf8) }
function Instances([string]$class, [string]$filter) {
    try {
        if (Get-Command Get-CimInstance -ErrorAction SilentlyContinue) { Get-CimInstance -ClassName $class -Filter $filter -ErrorAction Stop }
        else { Get-WmiObject -Class $class -Filter $filter -ErrorAction Stop }
    } catch { }
}
$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
$elevated = $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)

# Licenses as numbers, the same in every language.
$fields = 'ID','ApplicationID','Name','Description','PartialProductKey','ProductKeyChannel','LicenseStatus','LicenseStatusReason',
    'GracePeriodRemaining','EvaluationEndDate','KeyManagementServiceMachine','KeyManagementServicePort','KeyManagementServiceLookupDomain',
    'DiscoveredKeyManagementServiceMachineName','DiscoveredKeyManagementServiceMachinePort','DiscoveredKeyManagementServiceMachineIpAddress',
    'IsKeyManagementServiceMachine','KeyManagementServiceCurrentCount','RequiredClientCount','KeyManagementServiceTotalRequests',
    'KeyManagementServiceFailedRequests','VLActivationInterval','VLRenewalInterval','VLActivationType','RemainingAppReArmCount',
    'RemainingSkuReArmCount','ADActivationObjectName','ADActivationObjectDN'
$service = Instances 'SoftwareLicensingService' $null | Select-Object Version, ClientMachineID, KeyManagementServiceListeningPort,
    KeyManagementServiceDnsPublishing, KeyManagementServiceHostCaching, RemainingWindowsReArmCount
$products = @(Instances 'SoftwareLicensingProduct' 'PartialProductKey IS NOT NULL') + @(Instances 'OfficeSoftwareProtectionProduct' 'PartialProductKey IS NOT NULL')
$licenses = $products | Where-Object { $_ } | Select-Object $fields
foreach ($license in $licenses) {
    if ($license.ApplicationID -eq '55c92734-d682-4d71-983e-d6ec3f16059f' -and $service) {
        $license | Add-Member -NotePropertyName ClientMachineID -NotePropertyValue $service.ClientMachineID
        $license | Add-Member -NotePropertyName KeyManagementServiceListeningPort -NotePropertyValue $service.KeyManagementServiceListeningPort
    }
}
if (Get-Command ConvertTo-Json -ErrorAction SilentlyContinue) {
    Keep 'licenses.json' (ConvertTo-Json @($licenses) -Depth 3)
    Keep 'service.json' (ConvertTo-Json $service -Depth 3)
} else { Keep 'licenses.txt' ($licenses | Format-List) }

# Event logs, only what licensing, time and services wrote.
$spp = "*[System[Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Office Software Protection Platform Service']]]"
$system = "*[System[Provider[@Name='Microsoft-Windows-Time-Service' or @Name='Microsoft-Windows-Kernel-General' or @Name='Service Control Manager'] and TimeCreated[timediff(@SystemTime) <= 7776000000]]]"
wevtutil.exe epl Application (Join-Path $out 'Application.evtx') "/q:$spp" 2>$null
wevtutil.exe epl 'Key Management Service' (Join-Path $out 'KeyManagementService.evtx') 2>$null
wevtutil.exe epl System (Join-Path $out 'System.evtx') "/q:$system" 2>$null

# Registry values by name: the whole key would hold a full product key.
$names = 'KeyManagementServiceName','KeyManagementServicePort','KeyManagementServiceLookupDomain','DisableKeyManagementServiceHostCaching',
    'VLActivationInterval','VLRenewalInterval','VLActivationType','SkipRearm','KeyManagementServiceListeningPort','DisableDnsPublishing',
    'DnsDomainPublishList','EnableKmsLowPriority','NoGenTicket','Start','ProfileImagePath','Manual'
$keys = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform','HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SL',
    'HKLM:\SOFTWARE\Microsoft\OfficeSoftwareProtectionPlatform','HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\CurrentVersion\Software Protection Platform',
    'HKLM:\SYSTEM\CurrentControlSet\Services\sppsvc','HKLM:\SYSTEM\CurrentControlSet\Services\osppsvc',
    'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-20'
$lines = foreach ($key in $keys) {
    if (Test-Path -LiteralPath $key) {
        $key -replace '^HKLM:', 'HKEY_LOCAL_MACHINE'
        $item = Get-Item -LiteralPath $key
        foreach ($value in $names) {
            $data = $item.GetValue($value, $null, 'DoNotExpandEnvironmentNames')
            if ($null -ne $data) { '    {0}    {1}    {2}' -f $value, $(if ($data -is [int]) { 'REG_DWORD' } else { 'REG_SZ' }), ($data -join ';') }
        }
        ''
    }
}
Keep 'registry.txt' $lines

# The machine and its network.
$os = Instances 'Win32_OperatingSystem' $null
$computer = Instances 'Win32_ComputerSystem' $null
Keep 'system.txt' @("Host Name:                 $name", "OS Name:                   $($os.Caption)", "OS Version:                $($os.Version) Build $($os.BuildNumber)", "Domain:                    $($computer.Domain)")
Keep 'hotfix.txt' (Get-HotFix -ErrorAction SilentlyContinue | ForEach-Object { $_.HotFixID })
Keep 'ipconfig.txt' (ipconfig.exe /all)
Keep 'services.txt' (foreach ($one in 'sppsvc', 'osppsvc', 'ClickToRunSvc') { sc.exe qc $one; sc.exe query $one })
Keep 'time.txt' (@('w32tm /query /status') + (w32tm.exe /query /status))
Keep 'firewall.txt' (netsh.exe advfirewall firewall show rule name=all | Select-String -Context 0, 12 'SPPSVC-In-TCP|Key Management Service')
$suffixes = @('') + @(Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters' | ForEach-Object { $_.Domain; $_.DhcpDomain; ($_.SearchList -split ',') }) | Where-Object { $null -ne $_ } | Select-Object -Unique
Keep 'nslookup.txt' (foreach ($suffix in $suffixes) { $query = ('_vlmcs._tcp.' + $suffix).TrimEnd('.'); "C:\>nslookup -type=srv $query"; nslookup.exe -type=srv $query 2>&1 })
if (Get-Command dsregcmd.exe -ErrorAction SilentlyContinue) { Keep 'dsreg.txt' (dsregcmd.exe /status) }

# The words of this machine's language, so that its texts can be understood.
Get-ChildItem -Path (Join-Path $env:SystemRoot 'System32\slmgr\*\slmgr.ini') -ErrorAction SilentlyContinue | ForEach-Object { Copy-Item -LiteralPath $_.FullName -Destination (Join-Path $out ('words-' + $_.Directory.Name + '.ini')) }

# What was collected, so that a later change shows.
$sha = [Security.Cryptography.SHA256]::Create()
$files = Get-ChildItem -LiteralPath $out | Sort-Object Name | ForEach-Object {
    $stream = [IO.File]::OpenRead($_.FullName)
    $digest = [BitConverter]::ToString($sha.ComputeHash($stream)).Replace('-', '').ToLowerInvariant()
    $stream.Close()
    @{ name = $_.Name; size = $_.Length; sha256 = $digest }
}
$manifest = @{ schema = 'muster-collect-1'; computer = $name; time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ'); elevated = $elevated
    codepage = [Text.Encoding]::Default.CodePage; culture = (Get-UICulture).Name; files = @($files) }
if (Get-Command ConvertTo-Json -ErrorAction SilentlyContinue) { Keep 'manifest.json' (ConvertTo-Json $manifest -Depth 4) }

$zip = Join-Path $place ($name + '_muster.zip')
if (Test-Path -LiteralPath $zip) { Remove-Item -LiteralPath $zip }
try {
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::CreateFromDirectory($out, $zip)
    Remove-Item -LiteralPath $out -Recurse
    Write-Output "$zip"
} catch { Write-Output "$out" }
if (-not $elevated) { Write-Output 'not elevated: some evidence may be missing / 管理者権限がないため、一部の証拠が不足している可能性があります' }
