# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_muster_global_optspecs
    string join \n state= lang= log= h/help V/version
end

function __fish_muster_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_muster_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_muster_using_subcommand
    set -l cmd (__fish_muster_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c muster -n "__fish_muster_needs_command" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_needs_command" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_needs_command" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_needs_command" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_needs_command" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_needs_command" -f -a "agent" -d 'Keep this machine\'s products activated, and tell applications on a local socket how things are'
complete -c muster -n "__fish_muster_needs_command" -f -a "authority" -d 'The vendor\'s authority: root key, license pack, product keys, activation, desk'
complete -c muster -n "__fish_muster_needs_command" -f -a "bench" -d 'Measure speed, side by side with a reference'
complete -c muster -n "__fish_muster_needs_command" -f -a "client" -d 'This machine as a client'
complete -c muster -n "__fish_muster_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c muster -n "__fish_muster_needs_command" -f -a "doctor" -d 'Say why a Windows, Office or Muster machine is not activated, from the evidence that its own tools print'
complete -c muster -n "__fish_muster_needs_command" -f -a "host" -d 'This machine as an activation host'
complete -c muster -n "__fish_muster_needs_command" -f -a "lab" -d 'Show a vendor, a host and a fleet of machines going through volume activation'
complete -c muster -n "__fish_muster_needs_command" -f -a "man" -d 'Print a page of the manual, or write all of them'
complete -c muster -n "__fish_muster_needs_command" -f -a "ospp" -d 'The options of ospp, with / or -. A link named ospp does the same'
complete -c muster -n "__fish_muster_needs_command" -f -a "phone" -d 'Activation without a network: this machine\'s installation id as text, file or QR code'
complete -c muster -n "__fish_muster_needs_command" -f -a "plan" -d 'Simulate a fleet: when it passes its threshold, how busy its hosts are, who expires when in an outage'
complete -c muster -n "__fish_muster_needs_command" -f -a "proxy" -d 'Activate machines without a network through one that has it: collect, fetch, deposit'
complete -c muster -n "__fish_muster_needs_command" -f -a "slmgr" -d 'The options of slmgr, with / or -. A link named slmgr does the same'
complete -c muster -n "__fish_muster_using_subcommand agent" -l socket -d 'Where applications ask; agent.sock in the state directory without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand agent" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand agent" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand agent" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand agent" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand agent" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand agent" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand agent" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand agent" -l once -d 'Do what is due, and end'
complete -c muster -n "__fish_muster_using_subcommand agent" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand agent" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "init" -d 'Make an authority with a new root key'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "pack" -d 'Sign the next version of the license pack'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "revoke-pack" -d 'Withdraw an earlier version of the license pack'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "key" -d 'Product keys'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "customer" -d 'Customers, as they are written beside keys, and whom to ask there'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "confirm" -d 'The desk: give the confirmation id of an installation id'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "computer" -d 'Computers and directories that were activated'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "audit" -d 'The audit log: everything that the authority did and refused'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "account" -d 'Accounts of the operators\' pages: make one, or a new link for one. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "webhook" -d 'Webhooks of the operators\' pages: addresses that what happens is posted to. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "root" -d 'The root key: change it without making an installation anew'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "issuance" -d 'Sign an issuance license: a site\'s own certificates activate by it'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "enrolment" -d 'Sign an enrolment file: it makes a machine a client by one command (`muster client enrol FILE`)'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "backup" -d 'Write everything that makes this authority into a new folder, while it may be running'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "restore" -d 'Make an authority from a backup, in a new folder. It issues nothing that may have been issued after the backup'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "migrate" -d 'Move the records into a PostgreSQL database that authorities can share; restart the service afterwards'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "signer" -d 'Hold the root key, opened, for other processes: they ask over a socket, and have no passphrase. Root and the account that it runs as may ask for everything, the owner of the authority\'s folder for licenses and confirmation ids alone. Unix only'
complete -c muster -n "__fish_muster_using_subcommand authority; and not __fish_seen_subcommand_from init pack revoke-pack key customer confirm computer audit account webhook root issuance enrolment backup restore migrate signer serve" -f -a "serve" -d 'Answer hosts that want to be activated'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l pkcs11-module -d 'Make the root key in a hardware security module: its PKCS#11 module. The passphrase is its PIN' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l token -d 'The label of the token in it' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l key-label -d 'The label of the key in it' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from init" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l out -d 'Where to write the signed pack; standard output without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from pack" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from revoke-pack" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "issue" -d 'Issue host keys (CSVLK) or MAKs of a key group'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "setup" -d 'Write the setup keys (GVLK) of the license pack\'s products'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "list" -d 'List the keys that were issued, by their last five characters and serials, and for whom. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "offline" -d 'Write the offline license file of a key: it is delivered with it, for activation without a network'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "raise" -d 'Raise the limit of a MAK, up to its ceiling, or how many computers a host key activates, up to 100'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "block" -d 'Block a key: it activates nothing from now on'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "unblock" -d 'Lift the block of a key'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from key" -f -a "edit" -d 'Change customer, order, note, features or end of a key. What is not named stays as it is; an empty text ("") removes a text or the end, and NAME=false takes a feature away. Licenses have it from their next renewal, or when they are asked for again'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -f -a "list" -d 'List the customers that are written beside keys, with orders, keys and contact. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -f -a "show" -d 'Show a customer: whom to ask there, its orders, and its keys with their notes. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -f -a "contact" -d 'Change whom to ask at a customer. What is not named stays as it is; an empty text ("") removes it'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from customer" -f -a "rename" -d 'Give all keys of a customer another name; its contact goes along'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l png -d 'Write it as a QR code, PNG' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l svg -d 'Write it as a QR code, SVG' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l text -d 'Write it as a text file' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l qr -d 'Print it as a QR code too'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from confirm" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -f -a "list" -d 'List them, by key. No passphrase is needed'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -f -a "reinstate" -d 'Lift a revocation, by the holder. The next pack names it no more'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from computer" -f -a "revoke" -d 'Revoke a license, by its holder. It takes effect where the next pack is installed'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -l console -d 'The audit log of the operators\' pages instead: everything that was done or tried in them'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -f -a "list" -d 'List the entries, oldest first'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from audit" -f -a "verify" -d 'Verify that no entry was altered, left out or put in. Note the hash that it prints where the administrators cannot write: with it, an end that was cut off is noticed too'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -f -a "add" -d 'Make an account of the web console, and a link by which its password is chosen'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -f -a "link" -d 'Make a new link for an account; its password and the link before are void'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from account" -f -a "list" -d 'List the accounts, by name, with role and whether they may sign in'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -f -a "add" -d 'Post what happens to an address, and print the secret that messages are signed with, once'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -f -a "list" -d 'List the webhooks, by name, with address and events'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from webhook" -f -a "remove" -d 'Remove a webhook; what is on its way to it is given up'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -f -a "list" -d 'List the root keys, oldest first'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -f -a "add" -d 'Step 1: make the next root key. Then sign a pack and deliver it everywhere'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -f -a "switch" -d 'Step 2: sign with the next root key from now on. Then sign a pack, and install it on every host'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from root" -f -a "drop" -d 'Step 3: trust older root keys no more. Then sign a pack and deliver it'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l group -d 'The key group whose products it covers' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l anchors -d 'The site\'s certificate authorities, PEM' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l description -d 'What it is for, as /lil shows it' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l id -d 'The license to issue a newer version of (ILID)' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l license-version -d 'Its version (ILvID)' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l days -d 'Days that it is in force' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l validity-days -d 'Days that an activation by it holds' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l key-purpose -d 'The extended key usage that a certificate must have, an OID' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l out -d 'Where to write it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l require-crl -d 'A certificate counts only if a revocation list says that it is good'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l hardware-keys-only -d 'Only keys in hardware count'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from issuance" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l product -d 'A product to install, with its setup key (GVLK) or the MAK of the file; several times for several' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l key-file -d 'File that holds a MAK, or the setup key of a further product; - for standard input. The enrolment file is then as secret as the key' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l host -d 'The activation host to ask, in place of the one that DNS names' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l domain -d 'The DNS domain to look for hosts in, in place of those of the machine' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l config -d 'The client.toml of the machines' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l days -d 'Days that machines can be enrolled by it, at most until the end of the license pack' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l out -d 'Where to write it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from enrolment" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from backup" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -l from -d 'The backup, or a folder that an authority ran in' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from restore" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l postgres -d 'The database: host=… user=… dbname=…, or a URL. It must be empty' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l password-file -d 'The file that holds the password' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l ca -d 'The certificate that the server\'s is checked by, PEM. With it the connection is by TLS' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from migrate" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l socket -d 'Where it answers; signer.sock in the state folder without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from signer" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l listen -d 'Address and port to listen on' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l tls-certificate -d 'Certificate chain, PEM. Without it the service speaks plain HTTP, on this machine\'s loopback addresses only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l tls-key -d 'Its key, PEM' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l trusted-proxy -d 'Address of a proxy before the service: the last address in its Forwarded or X-Forwarded-For is the one that wrong guesses are counted by. It may be given more than once' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l console -d 'Address and port of the operators\' pages; without it there are none. Without a certificate they are for this machine alone' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l console-tls-certificate -d 'Certificate chain of the operators\' pages, PEM. On other than loopback addresses that of --tls-certificate without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l console-tls-key -d 'Its key, PEM' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l console-oidc -d 'Settings of an OpenID Connect provider that signs people in beside the accounts of the pages, TOML: as [console.oidc] of a host' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l signer -d 'Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l passphrase-file -d 'File that holds the passphrase of the root key; asked for at the terminal without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l credentials-directory -d 'Where systemd puts the credentials of a service' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -l insecure-http -d 'Speak plain HTTP on other addresses too: only where a proxy that speaks TLS is the one machine that reaches them. Requests hold whole product keys'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand authority; and __fish_seen_subcommand_from serve" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "all" -d 'Everything below, as one table: some eight minutes'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "activation" -d 'Durable, signed activations as fast as they go, against the same HTTP stack answering a constant'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "load" -d 'Latency at shares of what a host can take'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "growth" -d 'What an activation costs, and what memory the host holds, from 1 000 known machines to 1 000 000'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "client" -d 'What a client pays to know that it is licensed, against the bare signatures'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "console" -d 'Every page of the web consoles, beside a host that activates at half of what it can take'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "doctor" -d 'Reading of evidence: event logs against the parser alone, and a bundle up to its page'
complete -c muster -n "__fish_muster_using_subcommand bench; and not __fish_seen_subcommand_from all activation load growth client console doctor fleet" -f -a "fleet" -d 'A large fleet: an export of an inventory up to its summary, against the parser of CSV alone'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from all" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l store -d 'Where the hosts keep their memory; postgres measures one host and two, on a server of its own' -r -f -a "sqlite\t''
postgres\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from activation" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from load" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from growth" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from client" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l seconds -d 'Seconds of each run' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l connections -d 'Connections' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l runs -d 'Runs of each side, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l machines -d 'Machines that the host knows' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l out -d 'Write the figures and their plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from console" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -l runs -d 'Runs of each, by turns' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from doctor" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -l records -d 'Records of the export' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand bench; and __fish_seen_subcommand_from fleet" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "init" -d 'Make this machine a client: install root key and license pack'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "enrol" -d 'Make this machine a client by the vendor\'s enrolment file, or bring the client that it is to what the file says'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "activate" -d 'Activate the installed products'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "status" -d 'Show the installed products'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "pack" -d 'Install a newer license pack'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "return" -d 'Give the activation of a MAK back: another machine can use it then'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "events" -d 'Show the events, oldest first'
complete -c muster -n "__fish_muster_using_subcommand client; and not __fish_seen_subcommand_from init enrol activate status pack return events machine-key" -f -a "machine-key" -d 'Show the thumbprint of the key by which hosts know this machine, to be compared with what the host shows'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l root -d 'The vendor\'s root key, JWK' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l pack -d 'The vendor\'s license pack' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from init" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l root-key -d 'The thumbprint of the vendor\'s root key, as the vendor names it: for a file that came by a way that others can change' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from enrol" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l activation-id -d 'Only this product' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from activate" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from pack" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -l activation-id -d 'The product; the only one with a MAK without it' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from return" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from events" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand client; and __fish_seen_subcommand_from machine-key" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand completions" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand completions" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand completions" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand completions" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand completions" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l html -d 'Write the report as a page; into a folder under the computer\'s name' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l at -d 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l mask -d 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l brief -d 'Say it in six lines, for a ticket: cause, finding, step, command, how to see that it worked, and what to ask next'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l all -d 'List every check that could not be done, not only those that decide between the causes left'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "accuracy" -d 'Diagnose cases whose cause is known, and count: case.toml beside the evidence of each'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "collect" -d 'Collect on this machine what tells why it is not activated, write it as one zip, and diagnose it. Nothing is changed'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "explain" -d 'Say what codes, events, rules and license statuses mean and what to do about them, offline'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "fleet" -d 'Diagnose many bundles and exports of inventories, and say what stops most machines'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "probe" -d 'Ask DNS for hosts, try every address, and bind once to what listens. Nothing is requested, nothing is changed'
complete -c muster -n "__fish_muster_using_subcommand doctor; and not __fish_seen_subcommand_from accuracy collect explain fleet probe read" -a "read" -d 'Show what is recognised in evidence, and every fact with the line that says it'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from accuracy" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l out -d 'Where to write: a folder, in which the file has the computer\'s name, or a file that ends in .zip. The current folder without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l limit -d 'Let no part take more seconds than this' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l at -d 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l quiet -d 'Print the path of the file alone. The exit code is still that of the diagnosis'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l script -d 'Write the collector for Windows machines without muster, muster-collect.cmd, and collect nothing here'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -l json -d 'Print the diagnosis as JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from collect" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from explain" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l since -d 'Say what has changed since an earlier run: its --json' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l html -d 'Write the report as a page' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l csv -d 'Write one line for each machine, for spreadsheets' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l reports -d 'Write a page for each machine, and an index.html that links them' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l mask -d 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l at -d 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from fleet" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l domain -d 'Domains to look in, in place of those that this machine searches' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l server -d 'Name servers to ask in place of those of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l timeout -d 'Milliseconds to wait for a connection and for an answer' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l at -d 'Time of the report, in seconds since 1970, in place of now: the same evidence then gives the same bytes' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from probe" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -l mask -d 'Replace names, addresses, keys and ids by pseudonyms, kept in this file so that they stay the same' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand doctor; and __fish_seen_subcommand_from read" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "init" -d 'Make this machine a host: install root key, license pack and configuration'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "activate" -d 'Install a host key and activate online'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "serve" -d 'Answer clients'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "status" -d 'Show count, settings and counters'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "publish" -d 'Publish the SRV records now'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "withdraw" -d 'Take the SRV records out of DNS'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "events" -d 'Show the newest events, newest first'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "export" -d 'Export the whole history of requests (event 12290), newest first'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "machines" -d 'Show every machine that ever asked'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "pack" -d 'Install a newer license pack. A running host decides the next request by it. If it changes root keys, an activated host asks for its license again'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "release" -d 'Take a machine out of the count until it asks again'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "migrate" -d 'Move count, inventory and history into a PostgreSQL database that hosts can share; the host must not be running'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "retire" -d 'Answer nobody any more, and take the SRV records out of DNS'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "resume" -d 'Undo a retirement'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "confirm-clock" -d 'Confirm the clock after it was set by more than the host believes: it counts and removes history by it from now on'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "job" -d 'Have machines install keys, activate or remove keys: their agents fetch what is ordered'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "account" -d 'Accounts of the web console: make one, or a new link for one'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "audit" -d 'The audit log of the web console: everything that was done or tried in it'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "webhook" -d 'Webhooks of the web console: addresses that what happens is posted to'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "backup" -d 'Write everything that makes this host into a new folder, while it may be running'
complete -c muster -n "__fish_muster_using_subcommand host; and not __fish_seen_subcommand_from init activate serve status publish withdraw events export machines pack release migrate retire resume confirm-clock job account audit webhook backup restore" -f -a "restore" -d 'Make this machine a host from a backup'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l root -d 'The vendor\'s root key, JWK' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l pack -d 'The vendor\'s license pack' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l config -d 'The configuration, TOML; one that only names this machine without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from init" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l key-file -d 'File that holds the host key, or - for standard input; the installed key without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from activate" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l port -d 'Port to listen on instead of the one that is set (slmgr /sprt)' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from serve" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from publish" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from withdraw" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -l limit -d 'How many' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from events" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l format -d 'The form; CSV without it, and with --json JSON, one event a line' -r -f -a "csv\t''
json\t''
text\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l out -d 'Where to write; standard output without it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l unseen-days -d 'Only those that have not asked for so many days' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l not-activated -d 'Only those that are not activated, with the reason'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l by-end -d 'In the order in which activations end, those that were never activated last'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from machines" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from pack" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from release" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l postgres -d 'The database: host=… user=… dbname=…, or a URL. It must be empty' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l password-file -d 'The file that holds the password' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l ca -d 'The certificate that the server\'s is checked by, PEM. With it the connection is by TLS' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from migrate" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from retire" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from confirm-clock" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "install-key" -d 'Install a setup key (GVLK) or a MAK. It travels sealed to each machine'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "activate" -d 'Activate a product, or all that are installed'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "remove-key" -d 'Remove the key of a product, and its activation'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "proxy-activate" -d 'Activate a product with a MAK on machines that reach no authority: each tells its installation id, and takes the confirmation id that somebody brings'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "installation-ids" -d 'Write the installation ids of a proxy activation into a list, for muster proxy fetch where there is a network'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "confirm" -d 'Take the confirmation ids of a list back into its job'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "reapply" -d 'Apply the confirmation id again that activated the same hardware before; the authority is not asked'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "activation-type" -d 'Allow every way of activation or one, as slmgr /act-type does'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "list" -d 'Show the newest jobs, newest first'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "show" -d 'Show a job with the progress of each machine'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "cancel" -d 'Cancel a job: what no machine has reported is handed out no more'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from job" -f -a "machines" -d 'Show the machines whose agent has announced its key, and the key of this host that their configuration names'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -f -a "add" -d 'Make an account of the web console, and a link by which its password is chosen'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -f -a "link" -d 'Make a new link for an account; its password and the link before are void'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from account" -f -a "list" -d 'List the accounts, by name, with role and whether they may sign in'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -f -a "list" -d 'List the entries, oldest first'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from audit" -f -a "verify" -d 'Verify that no entry was altered, left out or put in. Note the hash that it prints where the administrators cannot write: with it, an end that was cut off is noticed too'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -f -a "add" -d 'Post what happens to an address, and print the secret that messages are signed with, once'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -f -a "list" -d 'List the webhooks, by name, with address and events'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from webhook" -f -a "remove" -d 'Remove a webhook; what is on its way to it is given up'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from backup" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand host; and __fish_seen_subcommand_from restore" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand lab" -l scenario -d 'Show what goes wrong in one scenario, and what the doctor makes of it; "all" for every scenario' -r
complete -c muster -n "__fish_muster_using_subcommand lab" -l machines -d 'Healthy machines in the fleet' -r
complete -c muster -n "__fish_muster_using_subcommand lab" -l keep -d 'Keep everything in this folder, which must be new or empty' -r -F
complete -c muster -n "__fish_muster_using_subcommand lab" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand lab" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand lab" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand lab" -l stay -d 'Leave host and DNS running, 200 days later, and print a link into the host\'s web console, and how to activate one more machine by hand'
complete -c muster -n "__fish_muster_using_subcommand lab" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand lab" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand lab" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand man" -l out -d 'Write every page into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand man" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand man" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand man" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand man" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand man" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand man" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand ospp" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand ospp" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand ospp" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand ospp" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand ospp" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand ospp" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand ospp" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand ospp" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand ospp" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -f -a "iid" -d 'Show the installation id of the installed MAK or host key'
complete -c muster -n "__fish_muster_using_subcommand phone; and not __fish_seen_subcommand_from iid cid" -f -a "cid" -d 'Deposit the confirmation id that a file holds'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l activation-id -d 'The product; the one with a MAK without it' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l png -d 'Write it as a QR code, PNG' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l svg -d 'Write it as a QR code, SVG' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l text -d 'Write it as a text file' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l qr -d 'Print it as a QR code too'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from iid" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand phone; and __fish_seen_subcommand_from cid" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand plan" -l machines -d 'Machines of a plain fleet' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l days -d 'Days of a plain fleet' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l hosts -d 'Hosts of a plain fleet' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l seed -d 'What chance is drawn from: the same seed gives the same result' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l faults -d 'Instead: small fleets of so many seeds, from --seed on, with lost, doubled and late messages and dying hosts; checks what must always hold' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l out -d 'Write the report and, in a build that has the lab, its plots into this folder' -r -F
complete -c muster -n "__fish_muster_using_subcommand plan" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand plan" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand plan" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand plan" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand plan" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand plan" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand plan" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -f -a "collect" -d 'Ask machines for their installation ids and write them into a list'
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -f -a "fetch" -d 'Ask the authority for the confirmation ids of a list. This is the one step that needs a network'
complete -c muster -n "__fish_muster_using_subcommand proxy; and not __fish_seen_subcommand_from collect fetch deposit" -f -a "deposit" -d 'Hand the confirmation ids of a list to the machines'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l out -d 'Where to write the list' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l via -d 'How a command reaches a machine: a program and its arguments, run without a shell. {machine} stands for the name' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l force -d 'Replace files that exist'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from collect" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l authority -d 'The authority, https://…' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l ca -d 'Certificates to trust instead of the system\'s, PEM' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from fetch" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -l via -d 'How a command reaches a machine: a program and its arguments, run without a shell. {machine} stands for the name' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -l json -d 'Print JSON'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand proxy; and __fish_seen_subcommand_from deposit" -s V -l version -d 'Print version'
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l machine-name -d 'Name of this machine' -r
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l identity -d 'Stable identity instead of the hardware, for a container' -r
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l name-server -d 'DNS server to ask; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l domain -d 'Domain to look for hosts in; may be repeated' -r
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l state -d 'Directory of this machine\'s state; host, client and authority each have a folder in it' -r -F
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l lang -d 'Language of the output; that of the locale without it' -r -f -a "en\t''
ja\t''"
complete -c muster -n "__fish_muster_using_subcommand slmgr" -l log -d 'What to log on standard error: error, warn, info, debug, or directives' -r
complete -c muster -n "__fish_muster_using_subcommand slmgr" -s h -l help -d 'Print help'
complete -c muster -n "__fish_muster_using_subcommand slmgr" -s V -l version -d 'Print version'
