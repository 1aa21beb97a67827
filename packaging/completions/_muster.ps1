
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'muster' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'muster'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'muster' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('agent', 'agent', [CompletionResultType]::ParameterValue, 'Keep this machine''s products activated, and tell applications on a local socket how things are')
            [CompletionResult]::new('authority', 'authority', [CompletionResultType]::ParameterValue, 'The vendor''s authority: root key, license pack, product keys, activation, desk')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure speed, side by side with a reference')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'This machine as a client')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Say why a Windows, Office or Muster machine is not activated, from the evidence that its own tools print')
            [CompletionResult]::new('host', 'host', [CompletionResultType]::ParameterValue, 'This machine as an activation host')
            [CompletionResult]::new('lab', 'lab', [CompletionResultType]::ParameterValue, 'Show a vendor, a host and a fleet of machines going through volume activation')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a page of the manual, or write all of them')
            [CompletionResult]::new('ospp', 'ospp', [CompletionResultType]::ParameterValue, 'The options of ospp, with / or -. A link named ospp does the same')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Activation without a network: this machine''s installation id as text, file or QR code')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Simulate a fleet: when it passes its threshold, how busy its hosts are, who expires when in an outage')
            [CompletionResult]::new('proxy', 'proxy', [CompletionResultType]::ParameterValue, 'Activate machines without a network through one that has it: collect, fetch, deposit')
            [CompletionResult]::new('slmgr', 'slmgr', [CompletionResultType]::ParameterValue, 'The options of slmgr, with / or -. A link named slmgr does the same')
            break
        }
        'muster;agent' {
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'Where applications ask; agent.sock in the state directory without it')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Do what is due, and end')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make an authority with a new root key')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'Sign the next version of the license pack')
            [CompletionResult]::new('revoke-pack', 'revoke-pack', [CompletionResultType]::ParameterValue, 'Withdraw an earlier version of the license pack')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Product keys')
            [CompletionResult]::new('customer', 'customer', [CompletionResultType]::ParameterValue, 'Customers, as they are written beside keys, and whom to ask there')
            [CompletionResult]::new('confirm', 'confirm', [CompletionResultType]::ParameterValue, 'The desk: give the confirmation id of an installation id')
            [CompletionResult]::new('computer', 'computer', [CompletionResultType]::ParameterValue, 'Computers and directories that were activated')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'The audit log: everything that the authority did and refused')
            [CompletionResult]::new('account', 'account', [CompletionResultType]::ParameterValue, 'Accounts of the operators'' pages: make one, or a new link for one. No passphrase is needed')
            [CompletionResult]::new('webhook', 'webhook', [CompletionResultType]::ParameterValue, 'Webhooks of the operators'' pages: addresses that what happens is posted to. No passphrase is needed')
            [CompletionResult]::new('root', 'root', [CompletionResultType]::ParameterValue, 'The root key: change it without making an installation anew')
            [CompletionResult]::new('issuance', 'issuance', [CompletionResultType]::ParameterValue, 'Sign an issuance license: a site''s own certificates activate by it')
            [CompletionResult]::new('enrolment', 'enrolment', [CompletionResultType]::ParameterValue, 'Sign an enrolment file: it makes a machine a client by one command (`muster client enrol FILE`)')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Write everything that makes this authority into a new folder, while it may be running')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make an authority from a backup, in a new folder. It issues nothing that may have been issued after the backup')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Move the records into a PostgreSQL database that authorities can share; restart the service afterwards')
            [CompletionResult]::new('signer', 'signer', [CompletionResultType]::ParameterValue, 'Hold the root key, opened, for other processes: they ask over a socket, and have no passphrase. Root and the account that it runs as may ask for everything, the owner of the authority''s folder for licenses and confirmation ids alone. Unix only')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Answer hosts that want to be activated')
            break
        }
        'muster;authority;init' {
            [CompletionResult]::new('--pkcs11-module', '--pkcs11-module', [CompletionResultType]::ParameterName, 'Make the root key in a hardware security module: its PKCS#11 module. The passphrase is its PIN')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The label of the token in it')
            [CompletionResult]::new('--key-label', '--key-label', [CompletionResultType]::ParameterName, 'The label of the key in it')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;pack' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write the signed pack; standard output without it')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;revoke-pack' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Issue host keys (CSVLK) or MAKs of a key group')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Write the setup keys (GVLK) of the license pack''s products')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys that were issued, by their last five characters and serials, and for whom. No passphrase is needed')
            [CompletionResult]::new('offline', 'offline', [CompletionResultType]::ParameterValue, 'Write the offline license file of a key: it is delivered with it, for activation without a network')
            [CompletionResult]::new('raise', 'raise', [CompletionResultType]::ParameterValue, 'Raise the limit of a MAK, up to its ceiling, or how many computers a host key activates, up to 100')
            [CompletionResult]::new('block', 'block', [CompletionResultType]::ParameterValue, 'Block a key: it activates nothing from now on')
            [CompletionResult]::new('unblock', 'unblock', [CompletionResultType]::ParameterValue, 'Lift the block of a key')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change customer, order, note, features or end of a key. What is not named stays as it is; an empty text ("") removes a text or the end, and NAME=false takes a feature away. Licenses have it from their next renewal, or when they are asked for again')
            break
        }
        'muster;authority;key;issue' {
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'The key group''s number in the license pack')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'What the keys are for')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many computers a MAK activates')
            [CompletionResult]::new('--ceiling', '--ceiling', [CompletionResultType]::ParameterName, 'How far that can be raised; not at all without it')
            [CompletionResult]::new('--customer', '--customer', [CompletionResultType]::ParameterName, 'The customer, at most 200 characters; so are the others')
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'The number of the order')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Anything else')
            [CompletionResult]::new('--feature', '--feature', [CompletionResultType]::ParameterName, 'A feature that its licenses allow, such as export, seats=50 or edition=pro; several times for several')
            [CompletionResult]::new('--ends', '--ends', [CompletionResultType]::ParameterName, 'The last day on which it licenses anything, such as 2027-12-31 (UTC)')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days that a key lasts from its first activation: a trial')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write the keys, one a line, readable by you alone. Nothing else shows a whole key')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;setup' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write them, one a line with its product')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;list' {
            [CompletionResult]::new('--find', '--find', [CompletionResultType]::ParameterName, 'Only the key with these last five characters or this serial, and those whose customer, order or note holds the text')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;offline' {
            [CompletionResult]::new('--slots', '--slots', [CompletionResultType]::ParameterName, 'How many unused licenses it holds: one for each activation')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write it')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;raise' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The new limit')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;block' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;unblock' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;key;edit' {
            [CompletionResult]::new('--customer', '--customer', [CompletionResultType]::ParameterName, 'The customer, at most 200 characters; so are the others')
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'The number of the order')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Anything else')
            [CompletionResult]::new('--feature', '--feature', [CompletionResultType]::ParameterName, 'A feature that its licenses allow, such as export, seats=50 or edition=pro; several times for several')
            [CompletionResult]::new('--ends', '--ends', [CompletionResultType]::ParameterName, 'The last day on which it licenses anything, such as 2027-12-31 (UTC)')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;customer' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the customers that are written beside keys, with orders, keys and contact. No passphrase is needed')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a customer: whom to ask there, its orders, and its keys with their notes. No passphrase is needed')
            [CompletionResult]::new('contact', 'contact', [CompletionResultType]::ParameterValue, 'Change whom to ask at a customer. What is not named stays as it is; an empty text ("") removes it')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Give all keys of a customer another name; its contact goes along')
            break
        }
        'muster;authority;customer;list' {
            [CompletionResult]::new('--find', '--find', [CompletionResultType]::ParameterName, 'Only those whose name, order or contact holds the text')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;customer;show' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;customer;contact' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name of a person or a department, at most 200 characters; so are the others')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'The address of mail')
            [CompletionResult]::new('--phone', '--phone', [CompletionResultType]::ParameterName, 'The number of a telephone')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Remove all three')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;customer;rename' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The new name; an empty text ("") leaves the keys without a customer')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--merge', '--merge', [CompletionResultType]::ParameterName, 'Orders may become one with orders of the same number that the other customer has: it cannot be undone')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;confirm' {
            [CompletionResult]::new('--png', '--png', [CompletionResultType]::ParameterName, 'Write it as a QR code, PNG')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write it as a QR code, SVG')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'Write it as a text file')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--qr', '--qr', [CompletionResultType]::ParameterName, 'Print it as a QR code too')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;computer' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them, by key. No passphrase is needed')
            [CompletionResult]::new('reinstate', 'reinstate', [CompletionResultType]::ParameterValue, 'Lift a revocation, by the holder. The next pack names it no more')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Revoke a license, by its holder. It takes effect where the next pack is installed')
            break
        }
        'muster;authority;computer;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;computer;reinstate' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;computer;revoke' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;audit' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--console', '--console', [CompletionResultType]::ParameterName, 'The audit log of the operators'' pages instead: everything that was done or tried in them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the entries, oldest first')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Verify that no entry was altered, left out or put in. Note the hash that it prints where the administrators cannot write: with it, an end that was cut off is noticed too')
            break
        }
        'muster;authority;audit;list' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only entries of this time or later (RFC 3339, for example 2026-11-26T00:00:00Z)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON, one entry a line, with its hash')
            [CompletionResult]::new('--console', '--console', [CompletionResultType]::ParameterName, 'The audit log of the operators'' pages instead: everything that was done or tried in them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;audit;verify' {
            [CompletionResult]::new('--noted', '--noted', [CompletionResultType]::ParameterName, 'A hash that was noted earlier: it has to be that of an entry')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('--console', '--console', [CompletionResultType]::ParameterName, 'The audit log of the operators'' pages instead: everything that was done or tried in them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;account' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Make an account of the web console, and a link by which its password is chosen')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Make a new link for an account; its password and the link before are void')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the accounts, by name, with role and whether they may sign in')
            break
        }
        'muster;authority;account;add' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Its role')
            [CompletionResult]::new('--key-group', '--key-group', [CompletionResultType]::ParameterName, 'It sees this key group alone, and others that are named so (at the authority; repeatable)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--sign-in', '--sign-in', [CompletionResultType]::ParameterName, 'The link signs in by one click, and no password is chosen')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;account;link' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--sign-in', '--sign-in', [CompletionResultType]::ParameterName, 'The link signs in by one click, and no password is chosen')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;account;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;webhook' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Post what happens to an address, and print the secret that messages are signed with, once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the webhooks, by name, with address and events')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a webhook; what is on its way to it is given up')
            break
        }
        'muster;authority;webhook;add' {
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'What is told, more than once for several; everything without it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;webhook;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;webhook;remove' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;root' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the root keys, oldest first')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Step 1: make the next root key. Then sign a pack and deliver it everywhere')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Step 2: sign with the next root key from now on. Then sign a pack, and install it on every host')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Step 3: trust older root keys no more. Then sign a pack and deliver it')
            break
        }
        'muster;authority;root;list' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;root;add' {
            [CompletionResult]::new('--pkcs11-module', '--pkcs11-module', [CompletionResultType]::ParameterName, 'Make the root key in a hardware security module: its PKCS#11 module. The passphrase is its PIN')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The label of the token in it')
            [CompletionResult]::new('--key-label', '--key-label', [CompletionResultType]::ParameterName, 'The label of the key in it')
            [CompletionResult]::new('--next-passphrase-file', '--next-passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the next root key, or the PIN of its token; the same as that of the key that signs without it')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;root;switch' {
            [CompletionResult]::new('--next-passphrase-file', '--next-passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the next root key, or the PIN of its token; the same as that of the key that signs without it')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Switch although hosts are known not to have the pack that names the next root key; they are named')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;root;drop' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Drop them although computers have licenses by them; they are named')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;issuance' {
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'The key group whose products it covers')
            [CompletionResult]::new('--anchors', '--anchors', [CompletionResultType]::ParameterName, 'The site''s certificate authorities, PEM')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What it is for, as /lil shows it')
            [CompletionResult]::new('--id', '--id', [CompletionResultType]::ParameterName, 'The license to issue a newer version of (ILID)')
            [CompletionResult]::new('--license-version', '--license-version', [CompletionResultType]::ParameterName, 'Its version (ILvID)')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days that it is in force')
            [CompletionResult]::new('--validity-days', '--validity-days', [CompletionResultType]::ParameterName, 'Days that an activation by it holds')
            [CompletionResult]::new('--key-purpose', '--key-purpose', [CompletionResultType]::ParameterName, 'The extended key usage that a certificate must have, an OID')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write it')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--require-crl', '--require-crl', [CompletionResultType]::ParameterName, 'A certificate counts only if a revocation list says that it is good')
            [CompletionResult]::new('--hardware-keys-only', '--hardware-keys-only', [CompletionResultType]::ParameterName, 'Only keys in hardware count')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;enrolment' {
            [CompletionResult]::new('--product', '--product', [CompletionResultType]::ParameterName, 'A product to install, with its setup key (GVLK) or the MAK of the file; several times for several')
            [CompletionResult]::new('--key-file', '--key-file', [CompletionResultType]::ParameterName, 'File that holds a MAK, or the setup key of a further product; - for standard input. The enrolment file is then as secret as the key')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'The activation host to ask, in place of the one that DNS names')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'The DNS domain to look for hosts in, in place of those of the machine')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The client.toml of the machines')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days that machines can be enrolled by it, at most until the end of the license pack')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write it')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;backup' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;restore' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The backup, or a folder that an authority ran in')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;migrate' {
            [CompletionResult]::new('--postgres', '--postgres', [CompletionResultType]::ParameterName, 'The database: host=… user=… dbname=…, or a URL. It must be empty')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file that holds the password')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'The certificate that the server''s is checked by, PEM. With it the connection is by TLS')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;signer' {
            [CompletionResult]::new('--socket', '--socket', [CompletionResultType]::ParameterName, 'Where it answers; signer.sock in the state folder without it')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;authority;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Address and port to listen on')
            [CompletionResult]::new('--tls-certificate', '--tls-certificate', [CompletionResultType]::ParameterName, 'Certificate chain, PEM. Without it the service speaks plain HTTP, on this machine''s loopback addresses only')
            [CompletionResult]::new('--tls-key', '--tls-key', [CompletionResultType]::ParameterName, 'Its key, PEM')
            [CompletionResult]::new('--trusted-proxy', '--trusted-proxy', [CompletionResultType]::ParameterName, 'Address of a proxy before the service: the last address in its Forwarded or X-Forwarded-For is the one that wrong guesses are counted by. It may be given more than once')
            [CompletionResult]::new('--console', '--console', [CompletionResultType]::ParameterName, 'Address and port of the operators'' pages; without it there are none. Without a certificate they are for this machine alone')
            [CompletionResult]::new('--console-tls-certificate', '--console-tls-certificate', [CompletionResultType]::ParameterName, 'Certificate chain of the operators'' pages, PEM. On other than loopback addresses that of --tls-certificate without it')
            [CompletionResult]::new('--console-tls-key', '--console-tls-key', [CompletionResultType]::ParameterName, 'Its key, PEM')
            [CompletionResult]::new('--console-oidc', '--console-oidc', [CompletionResultType]::ParameterName, 'Settings of an OpenID Connect provider that signs people in beside the accounts of the pages, TOML: as [console.oidc] of a host')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only')
            [CompletionResult]::new('--passphrase-file', '--passphrase-file', [CompletionResultType]::ParameterName, 'File that holds the passphrase of the root key; asked for at the terminal without it')
            [CompletionResult]::new('--credentials-directory', '--credentials-directory', [CompletionResultType]::ParameterName, 'Where systemd puts the credentials of a service')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP on other addresses too: only where a proxy that speaks TLS is the one machine that reaches them. Requests hold whole product keys')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'Everything below, as one table: some eight minutes')
            [CompletionResult]::new('activation', 'activation', [CompletionResultType]::ParameterValue, 'Durable, signed activations as fast as they go, against the same HTTP stack answering a constant')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Latency at shares of what a host can take')
            [CompletionResult]::new('growth', 'growth', [CompletionResultType]::ParameterValue, 'What an activation costs, and what memory the host holds, from 1 000 known machines to 1 000 000')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'What a client pays to know that it is licensed, against the bare signatures')
            [CompletionResult]::new('console', 'console', [CompletionResultType]::ParameterValue, 'Every page of the web consoles, beside a host that activates at half of what it can take')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Reading of evidence: event logs against the parser alone, and a bundle up to its page')
            [CompletionResult]::new('fleet', 'fleet', [CompletionResultType]::ParameterValue, 'A large fleet: an export of an inventory up to its summary, against the parser of CSV alone')
            break
        }
        'muster;bench;all' {
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;activation' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where the hosts keep their memory; postgres measures one host and two, on a server of its own')
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;load' {
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;growth' {
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;client' {
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;console' {
            [CompletionResult]::new('--seconds', '--seconds', [CompletionResultType]::ParameterName, 'Seconds of each run')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'Connections')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each side, by turns')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines that the host knows')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the figures and their plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;doctor' {
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Runs of each, by turns')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;bench;fleet' {
            [CompletionResult]::new('--records', '--records', [CompletionResultType]::ParameterName, 'Records of the export')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make this machine a client: install root key and license pack')
            [CompletionResult]::new('enrol', 'enrol', [CompletionResultType]::ParameterValue, 'Make this machine a client by the vendor''s enrolment file, or bring the client that it is to what the file says')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Activate the installed products')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the installed products')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'Install a newer license pack')
            [CompletionResult]::new('return', 'return', [CompletionResultType]::ParameterValue, 'Give the activation of a MAK back: another machine can use it then')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show the events, oldest first')
            [CompletionResult]::new('machine-key', 'machine-key', [CompletionResultType]::ParameterValue, 'Show the thumbprint of the key by which hosts know this machine, to be compared with what the host shows')
            break
        }
        'muster;client;init' {
            [CompletionResult]::new('--root', '--root', [CompletionResultType]::ParameterName, 'The vendor''s root key, JWK')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The vendor''s license pack')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;enrol' {
            [CompletionResult]::new('--root-key', '--root-key', [CompletionResultType]::ParameterName, 'The thumbprint of the vendor''s root key, as the vendor names it: for a file that came by a way that others can change')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;activate' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'Only this product')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;status' {
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;pack' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;return' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'The product; the only one with a MAK without it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;events' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;client;machine-key' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;completions' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor' {
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the report as a page; into a folder under the computer''s name')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'Say it in six lines, for a ticket: cause, finding, step, command, how to see that it worked, and what to ask next')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List every check that could not be done, not only those that decide between the causes left')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('accuracy', 'accuracy', [CompletionResultType]::ParameterValue, 'Diagnose cases whose cause is known, and count: case.toml beside the evidence of each')
            [CompletionResult]::new('collect', 'collect', [CompletionResultType]::ParameterValue, 'Collect on this machine what tells why it is not activated, write it as one zip, and diagnose it. Nothing is changed')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say what codes, events, rules and license statuses mean and what to do about them, offline')
            [CompletionResult]::new('fleet', 'fleet', [CompletionResultType]::ParameterValue, 'Diagnose many bundles and exports of inventories, and say what stops most machines')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Ask DNS for hosts, try every address, and bind once to what listens. Nothing is requested, nothing is changed')
            [CompletionResult]::new('read', 'read', [CompletionResultType]::ParameterValue, 'Show what is recognised in evidence, and every fact with the line that says it')
            break
        }
        'muster;doctor;accuracy' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor;collect' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write: a folder, in which the file has the computer''s name, or a file that ends in .zip. The current folder without it')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Let no part take more seconds than this')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print the path of the file alone. The exit code is still that of the diagnosis')
            [CompletionResult]::new('--script', '--script', [CompletionResultType]::ParameterName, 'Write the collector for Windows machines without muster, muster-collect.cmd, and collect nothing here')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print the diagnosis as JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor;explain' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor;fleet' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Say what has changed since an earlier run: its --json')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the report as a page')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write one line for each machine, for spreadsheets')
            [CompletionResult]::new('--reports', '--reports', [CompletionResultType]::ParameterName, 'Write a page for each machine, and an index.html that links them')
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor;probe' {
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domains to look in, in place of those that this machine searches')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Name servers to ask in place of those of this machine')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Milliseconds to wait for a connection and for an answer')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;doctor;read' {
            [CompletionResult]::new('--mask', '--mask', [CompletionResultType]::ParameterName, 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make this machine a host: install root key, license pack and configuration')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Install a host key and activate online')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Answer clients')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show count, settings and counters')
            [CompletionResult]::new('publish', 'publish', [CompletionResultType]::ParameterValue, 'Publish the SRV records now')
            [CompletionResult]::new('withdraw', 'withdraw', [CompletionResultType]::ParameterValue, 'Take the SRV records out of DNS')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show the newest events, newest first')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export the whole history of requests (event 12290), newest first')
            [CompletionResult]::new('machines', 'machines', [CompletionResultType]::ParameterValue, 'Show every machine that ever asked')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'Install a newer license pack. A running host decides the next request by it. If it changes root keys, an activated host asks for its license again')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Take a machine out of the count until it asks again')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Move count, inventory and history into a PostgreSQL database that hosts can share; the host must not be running')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Answer nobody any more, and take the SRV records out of DNS')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Undo a retirement')
            [CompletionResult]::new('confirm-clock', 'confirm-clock', [CompletionResultType]::ParameterValue, 'Confirm the clock after it was set by more than the host believes: it counts and removes history by it from now on')
            [CompletionResult]::new('job', 'job', [CompletionResultType]::ParameterValue, 'Have machines install keys, activate or remove keys: their agents fetch what is ordered')
            [CompletionResult]::new('account', 'account', [CompletionResultType]::ParameterValue, 'Accounts of the web console: make one, or a new link for one')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'The audit log of the web console: everything that was done or tried in it')
            [CompletionResult]::new('webhook', 'webhook', [CompletionResultType]::ParameterValue, 'Webhooks of the web console: addresses that what happens is posted to')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Write everything that makes this host into a new folder, while it may be running')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Make this machine a host from a backup')
            break
        }
        'muster;host;init' {
            [CompletionResult]::new('--root', '--root', [CompletionResultType]::ParameterName, 'The vendor''s root key, JWK')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The vendor''s license pack')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration, TOML; one that only names this machine without it')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;activate' {
            [CompletionResult]::new('--key-file', '--key-file', [CompletionResultType]::ParameterName, 'File that holds the host key, or - for standard input; the installed key without it')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;serve' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port to listen on instead of the one that is set (slmgr /sprt)')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;status' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;publish' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;withdraw' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;events' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form; CSV without it, and with --json JSON, one event a line')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write; standard output without it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;machines' {
            [CompletionResult]::new('--unseen-days', '--unseen-days', [CompletionResultType]::ParameterName, 'Only those that have not asked for so many days')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--not-activated', '--not-activated', [CompletionResultType]::ParameterName, 'Only those that are not activated, with the reason')
            [CompletionResult]::new('--by-end', '--by-end', [CompletionResultType]::ParameterName, 'In the order in which activations end, those that were never activated last')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;pack' {
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;release' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;migrate' {
            [CompletionResult]::new('--postgres', '--postgres', [CompletionResultType]::ParameterName, 'The database: host=… user=… dbname=…, or a URL. It must be empty')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file that holds the password')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'The certificate that the server''s is checked by, PEM. With it the connection is by TLS')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;retire' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;resume' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;confirm-clock' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('install-key', 'install-key', [CompletionResultType]::ParameterValue, 'Install a setup key (GVLK) or a MAK. It travels sealed to each machine')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Activate a product, or all that are installed')
            [CompletionResult]::new('remove-key', 'remove-key', [CompletionResultType]::ParameterValue, 'Remove the key of a product, and its activation')
            [CompletionResult]::new('proxy-activate', 'proxy-activate', [CompletionResultType]::ParameterValue, 'Activate a product with a MAK on machines that reach no authority: each tells its installation id, and takes the confirmation id that somebody brings')
            [CompletionResult]::new('installation-ids', 'installation-ids', [CompletionResultType]::ParameterValue, 'Write the installation ids of a proxy activation into a list, for muster proxy fetch where there is a network')
            [CompletionResult]::new('confirm', 'confirm', [CompletionResultType]::ParameterValue, 'Take the confirmation ids of a list back into its job')
            [CompletionResult]::new('reapply', 'reapply', [CompletionResultType]::ParameterValue, 'Apply the confirmation id again that activated the same hardware before; the authority is not asked')
            [CompletionResult]::new('activation-type', 'activation-type', [CompletionResultType]::ParameterValue, 'Allow every way of activation or one, as slmgr /act-type does')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the newest jobs, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a job with the progress of each machine')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Cancel a job: what no machine has reported is handed out no more')
            [CompletionResult]::new('machines', 'machines', [CompletionResultType]::ParameterValue, 'Show the machines whose agent has announced its key, and the key of this host that their configuration names')
            break
        }
        'muster;host;job;install-key' {
            [CompletionResult]::new('--key-file', '--key-file', [CompletionResultType]::ParameterName, 'File that holds the product key, or - for standard input')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask whether the keys of the machines are theirs: they were compared before')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;activate' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'Only this product')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;remove-key' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'The product')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;proxy-activate' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'The product')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;installation-ids' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write the list')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;confirm' {
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'Take one confirmation id, for the machine of this name or id (CMID)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;reapply' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'The product')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;activation-type' {
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, '0 for all, 1 for the directory, 2 for activation hosts, 3 for certificates')
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'Only for this product; for the machine without it')
            [CompletionResult]::new('--machine', '--machine', [CompletionResultType]::ParameterName, 'A machine: its name or its id (CMID). It may be given more than once')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'File with one machine a line, or - for standard input')
            [CompletionResult]::new('--of-product', '--of-product', [CompletionResultType]::ParameterName, 'All machines that have asked for this product')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'For how many days the machines may fetch it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;list' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;show' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;cancel' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;job;machines' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;account' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Make an account of the web console, and a link by which its password is chosen')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Make a new link for an account; its password and the link before are void')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the accounts, by name, with role and whether they may sign in')
            break
        }
        'muster;host;account;add' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Its role')
            [CompletionResult]::new('--key-group', '--key-group', [CompletionResultType]::ParameterName, 'It sees this key group alone, and others that are named so (at the authority; repeatable)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--sign-in', '--sign-in', [CompletionResultType]::ParameterName, 'The link signs in by one click, and no password is chosen')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;account;link' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--sign-in', '--sign-in', [CompletionResultType]::ParameterName, 'The link signs in by one click, and no password is chosen')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;account;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;audit' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the entries, oldest first')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Verify that no entry was altered, left out or put in. Note the hash that it prints where the administrators cannot write: with it, an end that was cut off is noticed too')
            break
        }
        'muster;host;audit;list' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only entries of this time or later (RFC 3339, for example 2026-11-26T00:00:00Z)')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON, one entry a line, with its hash')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;audit;verify' {
            [CompletionResult]::new('--noted', '--noted', [CompletionResultType]::ParameterName, 'A hash that was noted earlier: it has to be that of an entry')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;webhook' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Post what happens to an address, and print the secret that messages are signed with, once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the webhooks, by name, with address and events')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a webhook; what is on its way to it is given up')
            break
        }
        'muster;host;webhook;add' {
            [CompletionResult]::new('--event', '--event', [CompletionResultType]::ParameterName, 'What is told, more than once for several; everything without it')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;webhook;list' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;webhook;remove' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;backup' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;host;restore' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;lab' {
            [CompletionResult]::new('--scenario', '--scenario', [CompletionResultType]::ParameterName, 'Show what goes wrong in one scenario, and what the doctor makes of it; "all" for every scenario')
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Healthy machines in the fleet')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep everything in this folder, which must be new or empty')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--stay', '--stay', [CompletionResultType]::ParameterName, 'Leave host and DNS running, 200 days later, and print a link into the host''s web console, and how to activate one more machine by hand')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;man' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write every page into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;ospp' {
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;phone' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('iid', 'iid', [CompletionResultType]::ParameterValue, 'Show the installation id of the installed MAK or host key')
            [CompletionResult]::new('cid', 'cid', [CompletionResultType]::ParameterValue, 'Deposit the confirmation id that a file holds')
            break
        }
        'muster;phone;iid' {
            [CompletionResult]::new('--activation-id', '--activation-id', [CompletionResultType]::ParameterName, 'The product; the one with a MAK without it')
            [CompletionResult]::new('--png', '--png', [CompletionResultType]::ParameterName, 'Write it as a QR code, PNG')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write it as a QR code, SVG')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'Write it as a text file')
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--qr', '--qr', [CompletionResultType]::ParameterName, 'Print it as a QR code too')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;phone;cid' {
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;plan' {
            [CompletionResult]::new('--machines', '--machines', [CompletionResultType]::ParameterName, 'Machines of a plain fleet')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days of a plain fleet')
            [CompletionResult]::new('--hosts', '--hosts', [CompletionResultType]::ParameterName, 'Hosts of a plain fleet')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'What chance is drawn from: the same seed gives the same result')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'Instead: small fleets of so many seeds, from --seed on, with lost, doubled and late messages and dying hosts; checks what must always hold')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the report and, in a build that has the lab, its plots into this folder')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;proxy' {
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('collect', 'collect', [CompletionResultType]::ParameterValue, 'Ask machines for their installation ids and write them into a list')
            [CompletionResult]::new('fetch', 'fetch', [CompletionResultType]::ParameterValue, 'Ask the authority for the confirmation ids of a list. This is the one step that needs a network')
            [CompletionResult]::new('deposit', 'deposit', [CompletionResultType]::ParameterValue, 'Hand the confirmation ids of a list to the machines')
            break
        }
        'muster;proxy;collect' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write the list')
            [CompletionResult]::new('--via', '--via', [CompletionResultType]::ParameterName, 'How a command reaches a machine: a program and its arguments, run without a shell. {machine} stands for the name')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace files that exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;proxy;fetch' {
            [CompletionResult]::new('--authority', '--authority', [CompletionResultType]::ParameterName, 'The authority, https://…')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'Certificates to trust instead of the system''s, PEM')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;proxy;deposit' {
            [CompletionResult]::new('--via', '--via', [CompletionResultType]::ParameterName, 'How a command reaches a machine: a program and its arguments, run without a shell. {machine} stands for the name')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'muster;slmgr' {
            [CompletionResult]::new('--machine-name', '--machine-name', [CompletionResultType]::ParameterName, 'Name of this machine')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Stable identity instead of the hardware, for a container')
            [CompletionResult]::new('--name-server', '--name-server', [CompletionResultType]::ParameterName, 'DNS server to ask; may be repeated')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Domain to look for hosts in; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Directory of this machine''s state; host, client and authority each have a folder in it')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the output; that of the locale without it')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to log on standard error: error, warn, info, debug, or directives')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
