# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_appydex_admin_global_optspecs
    string join \n data-dir= database-url= config= server= local as= profile= mfa-code= o/output= json= template= y/yes color= v/verbose h/help V/version
end

function __fish_appydex_admin_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_appydex_admin_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_appydex_admin_using_subcommand
    set -l cmd (__fish_appydex_admin_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -s V -l version -d 'Print version'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "serve" -d 'Serve the API, and run jobs'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "worker" -d 'Work at jobs, notices and refunds of a database that servers share'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "tui" -d 'The terminal screens: queues, cases, decisions'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "login" -d 'Log in at a server'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "logout" -d 'End the session at a server'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "whoami" -d 'Show who acts, with which permissions'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "change-password" -d 'Change your password'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "sessions" -d 'Sessions: list, revoke'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "bookings" -d 'Bookings: list, show, move on, cancel, note'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "takedowns" -d 'Takedown requests: the queue, cases, decisions'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "reviews" -d 'Reviews: list, show, hide, show again, remove'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "payments" -d 'Payments: list, show, pay back'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "refunds" -d 'Refunds: the list, cases, decisions'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "analytics" -d 'Bookings and revenue over time, as charts and tables; reports as files'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "jobs" -d 'Jobs: list, show, watch, stop, delete'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "referrals" -d 'Referrals: list'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "roles" -d 'Roles: list, make, delete'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "admins" -d 'Admins: list, make, change'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "vendors" -d 'Vendors\' own tokens'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "system" -d 'The program itself: health'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "audit" -d 'The audit log: list, verify'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "db" -d 'The database of this machine: schema, import, made-up data'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "keys" -d 'The keys that sign tokens'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "profile" -d 'Profiles: named servers, and who acts how carefully'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "wait" -d 'Wait until something is as it should be'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "config" -d 'Settings: what they are and where they come from'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "doctor" -d 'Check this machine: settings, database, keyring, gateway, disk, clock; and say how to mend each'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c appydex-admin -n "__fish_appydex_admin_needs_command" -f -a "man" -d 'Print the manual page, or write all of them'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l listen -d 'Where to listen; port 0 takes a free one [default: 127.0.0.1:16110]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l public-url -d 'The address that links to this server begin with' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l frontend -d 'Serve the built web frontend from here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l allow-origin -d 'An origin that browsers may call from; may be given several times' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l demo -d 'Fill an empty database with the demo marketplace first, and print its accounts'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l no-workers -d 'Run no jobs here'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand worker" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l theme -d 'The looks [default: as the setting display.theme says, plain without colours]' -r -f -a "dark\t'For a dark background'
light\t'For a light background'
high-contrast\t'The strongest colours'
plain\t'No colours'
ascii\t'No colours, and drawn with ASCII characters alone'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l reduced-motion -d 'Nothing moves by itself'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand tui" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l password-stdin -d 'Read the current password and the new one from two lines of standard input'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand change-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -f -a "list" -d 'List live sessions: your own, or everyone\'s if you may list admins'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and not __fish_seen_subcommand_from list revoke" -f -a "revoke" -d 'End sessions'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l admin-id -d 'Of this admin: whole UUID or e-mail' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand sessions; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "list" -d 'List bookings: all of them, newest first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "show" -d 'Show one booking: both parties, price, payment, dispute, timeline'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "confirm" -d 'Confirm bookings that are pending'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "start" -d 'Say of confirmed bookings that the work has begun'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "complete" -d 'Say of bookings that the work is done, or a dispute settled so'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "cancel" -d 'Cancel bookings; what was paid goes back as the policy says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and not __fish_seen_subcommand_from list show confirm start complete cancel note" -f -a "note" -d 'Note something; what was noted before goes, and \'\' clears it'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l search -d 'In the customer\'s or the vendor\'s name; an id or number from its beginning; a number\'s digits' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l status -d 'Where they stand' -r -f -a "pending\t''
confirmed\t''
in_progress\t''
completed\t''
cancelled\t''
disputed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l user-id -d 'Of this customer: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l service-id -d 'Of this service: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l city -d 'In this city: its whole name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l from-date -d 'To be done from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l to-date -d 'To be done up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: created_at]' -r -f -a "created_at\t''
scheduled_at\t''
amount\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l notes -d 'Notes for admins alone, in place of those before: at most 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l notes -d 'Notes for admins alone, in place of those before: at most 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l notes -d 'Notes for admins alone, in place of those before: at most 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from complete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l reason -d 'Why; the customer and the vendor read it: 10 to 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l notes -d 'Notes for admins alone, in place of those before: at most 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l force-refund -d 'Give back all that was paid, whatever the policy says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand bookings; and __fish_seen_subcommand_from note" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "list" -d 'List requests: open ones, most urgent first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "show" -d 'Show one case: review, evidence, both parties, analysis, timeline'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "claim" -d 'Claim a request for some minutes, or renew your claim'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "next" -d 'Claim the open, unclaimed request that is due first, and show it'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "release" -d 'Let go of a claim'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "accept" -d 'Accept requests: the reviews are hidden or removed'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and not __fish_seen_subcommand_from list show claim next release accept reject" -f -a "reject" -d 'Reject requests: the reviews stay'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l status -d 'Where they stand [default: open]' -r -f -a "open\t''
accepted\t''
rejected\t''
all\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l reason-code -d 'Why the vendor wants the review gone' -r -f -a "abuse\t''
defamation\t''
spam\t''
off_topic\t''
fake_review\t''
competitor_sabotage\t''
personal_info\t''
profanity\t''
extortion\t''
duplicate\t''
other\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l from-date -d 'Made from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l to-date -d 'Made up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l search -d 'In the vendor\'s or the reviewer\'s name, or a number' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l claimed -d 'By claim' -r -f -a "me\t''
others\t''
none\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: priority]' -r -f -a "created_at\t''
priority\t''
due_at\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l takeover-reason -d 'Why it is taken over from whoever has claimed it: 10 to 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from claim" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l exclude -d 'Pass over this request: whole UUID; may be given several times' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from next" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l action -d 'What happens to the review' -r -f -a "hide\t''
remove\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l reason -d 'Why; the vendor reads it: 50 to 2000 characters, at least five different words' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l notes -d 'Notes for admins alone: at most 5000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l takeover-reason -d 'Why it is decided although somebody else has claimed it: 10 to 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l notify-reviewer -d 'Tell the reviewer, which otherwise happens only when the review is removed'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l no-notify-reviewer -d 'Don\'t tell the reviewer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l reason -d 'Why; the vendor reads it: 50 to 2000 characters, at least five different words' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l notes -d 'Notes for admins alone: at most 5000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l takeover-reason -d 'Why it is decided although somebody else has claimed it: 10 to 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l notify-reviewer -d 'Tell the reviewer, which otherwise happens only when the review is removed'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l no-notify-reviewer -d 'Don\'t tell the reviewer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand takedowns; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -f -a "list" -d 'List reviews: all of them, newest first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -f -a "show" -d 'Show one review: author, vendor, booking, what was done to it, requests against it'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -f -a "hide" -d 'Hide reviews; requests against them stay open'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -f -a "restore" -d 'Show hidden reviews again'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and not __fish_seen_subcommand_from list show hide restore remove" -f -a "remove" -d 'Remove reviews for good, and close every open request against them'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l status -d 'Where they stand' -r -f -a "published\t''
hidden\t''
removed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l vendor-id -d 'About this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l flagged -d 'Whether there is, or was, a takedown request against them' -r -f -a "true\t''
false\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l search -d 'In title, text, the reviewer\'s or the vendor\'s name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l from-date -d 'Posted from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l to-date -d 'Posted up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: created_at]' -r -f -a "created_at\t''
rating\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from hide" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand reviews; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -f -a "list" -d 'List payments: all of them, newest first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -f -a "show" -d 'Show one payment: what went back, its refunds, the ledger'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and not __fish_seen_subcommand_from list show refund" -f -a "refund" -d 'Pay payments back, all that is left of them or a part'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l status -d 'How they stand' -r -f -a "pending\t''
succeeded\t''
failed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l vendor-id -d 'Of this vendor\'s bookings: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l booking-id -d 'Of this booking: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l from-date -d 'Tried from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l to-date -d 'Tried up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: created_at]' -r -f -a "created_at\t''
amount\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l amount -d 'How much, in the currency\'s smallest unit [default: all that is left]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l notes -d 'Notes for admins alone: at most 5000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand payments; and __fish_seen_subcommand_from refund" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -f -a "list" -d 'List refunds: all of them, newest first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -f -a "show" -d 'Show one refund: payment, evidence, approvals, every try to pay, timeline'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -f -a "approve" -d 'Approve refunds, or give the first of two approvals'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -f -a "reject" -d 'Reject refunds'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and not __fish_seen_subcommand_from list show approve reject reconcile" -f -a "reconcile" -d 'Show the ledger against the gateway and whether refunds are sent; let them be sent again'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l status -d 'Where they stand' -r -f -a "pending\t''
approved\t''
processed\t''
rejected\t''
failed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l gateway-state -d 'Where the money stands' -r -f -a "none\t''
ready\t''
sending\t''
accepted\t''
in_doubt\t''
needs_operator\t''
succeeded\t''
failed\t''
failed_after_success\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l booking-id -d 'Of this booking: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l user-id -d 'Of this customer: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l from-date -d 'Asked for from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l to-date -d 'Asked for up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l min-amount -d 'Asking for so much or more, in the currency\'s smallest unit' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l max-amount -d 'Asking for so much or less, in the currency\'s smallest unit' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l sort-by -d 'The order; without it, by the moment they were asked for' -r -f -a "requested_at\t''
amount\t''
priority\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction [default: desc]' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l amount -d 'How much, in the currency\'s smallest unit [default: what was asked for]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l notes -d 'Notes for admins alone: at most 5000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l no-notify-vendor -d 'Don\'t tell the vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l reason -d 'Why; the customer reads it: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l offer -d 'What the customer is offered in its place [default: none]' -r -f -a "none\t''
partial_credit\t''
full_credit\t''
rebooking\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l notes -d 'Notes for admins alone: at most 5000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l no-notify-user -d 'Don\'t tell the customer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l reason -d 'Why: 10 to 2000 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l unfreeze -d 'Let refunds be sent again, once gateway and ledger agree'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand refunds; and __fish_seen_subcommand_from reconcile" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -f -a "bookings" -d 'Bookings by when they were made: how many, worth how much, whose'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -f -a "revenue" -d 'Revenue by when the money moved: gross, fees, refunds, net, whose'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and not __fish_seen_subcommand_from bookings revenue export" -f -a "export" -d 'Make a report as a file'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l from -d 'From here on: 2025-10-01, today, yesterday, \'last 7d\', last-month, this-fy, a time [default: last 30d]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l to -d 'Up to and with here [default: the end of what --from names, at most now]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l granularity -d 'How wide the buckets are; they begin at midnight UTC, weeks on Monday [default: day]' -r -f -a "day\t''
week\t''
month\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l city -d 'In this city: its whole name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l category -d 'In this category: its whole name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l currency -d 'In this currency [default: the configured one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l status -d 'That stand here now' -r -f -a "pending\t''
confirmed\t''
in_progress\t''
completed\t''
cancelled\t''
disputed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from bookings" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l from -d 'From here on: 2025-10-01, today, yesterday, \'last 7d\', last-month, this-fy, a time [default: last 30d]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l to -d 'Up to and with here [default: the end of what --from names, at most now]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l granularity -d 'How wide the buckets are; they begin at midnight UTC, weeks on Monday [default: day]' -r -f -a "day\t''
week\t''
month\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l city -d 'In this city: its whole name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l category -d 'In this category: its whole name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l currency -d 'In this currency [default: the configured one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l payment-method -d 'Paid in this way' -r -f -a "card\t''
upi\t''
wallet\t''
netbanking\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from revenue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l from -d 'From here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l to -d 'Up to and with here [default: now]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l format -d 'What kind of file [default: csv]' -r -f -a "csv\t''
json\t''
xlsx\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l vendor-id -d 'Of this vendor: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l status -d 'That stand here: a status of bookings, refunds or takedown requests' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l payment-method -d 'Paid like this (revenue)' -r -f -a "card\t''
upi\t''
wallet\t''
netbanking\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l city -d 'In this city (bookings, revenue)' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l category -d 'Of services of this category (bookings, revenue)' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l currency -d 'In this currency (not takedowns): INR' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l reason-code -d 'For this reason (takedowns)' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l out -d 'Put the file here when it is made; there must be none yet' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l timeout -d 'How long to wait at most: 90s, 10m, 2h; ends with exit code 124' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l no-wait -d 'Only start it'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand analytics; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -f -a "list" -d 'List jobs, newest first: your own, or everyone\'s if you may'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -f -a "show" -d 'Show one job: how far it is, what came of it, where to fetch its file'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -f -a "watch" -d 'Show how far a job is until it has ended'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -f -a "cancel" -d 'Stop jobs that wait or run'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and not __fish_seen_subcommand_from list show watch cancel delete" -f -a "delete" -d 'Delete ended jobs and their files'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l status -d 'Where they stand' -r -f -a "pending\t''
processing\t''
succeeded\t''
failed\t''
cancelled\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l type -d 'Of this kind' -r -f -a "analytics_export\t''
system_backup\t''
system_restore\t''
backup_verify\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l creator-id -d 'Started by this admin: whole UUID or e-mail' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l from-date -d 'Made from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l to-date -d 'Made up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l reason -d 'Why: up to 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l retry-failed -d 'Do again, under the same keys, only what this report of an earlier run says has failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l report -d 'Write a report of each id here; without it, one is written only when something failed' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand jobs; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and not __fish_seen_subcommand_from list" -f -a "list" -d 'List referrals: all of them, newest first, unless flags say otherwise'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l status -d 'Where they stand' -r -f -a "pending\t''
completed\t''
expired\t''
paid\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l referrer-id -d 'By this customer: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l referred-id -d 'Of this customer: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l from-date -d 'Made from here on: 2025-10-01, today, yesterday, \'last 7d\', this-month, this-fy, a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l to-date -d 'Made up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l min-amount -d 'With this reward or more, in the currency\'s smallest unit' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: created_at]' -r -f -a "created_at\t''
amount\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand referrals; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -f -a "list" -d 'List roles and what they may do'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -f -a "create" -d 'Make a role, of permissions that you hold yourself'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and not __fish_seen_subcommand_from list create delete" -f -a "delete" -d 'Delete a role that nobody holds'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l name -d 'Its name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l description -d 'What it is for: at most 500 characters' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l permission -d 'What its holders may do, such as refunds:list; may be given several times' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand roles; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "list" -d 'List admins'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "show" -d 'Show an admin'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "create" -d 'Make an admin; without a password one is made up and shown once'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "deactivate" -d 'End an admin\'s sessions and keep them from logging in'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "reactivate" -d 'Let a deactivated admin log in again'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "grant" -d 'Give an admin roles'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "revoke" -d 'Take roles from an admin'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "reset-password" -d 'Give an admin a new password and end their sessions'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and not __fish_seen_subcommand_from list show create deactivate reactivate grant revoke reset-password mfa" -f -a "mfa" -d 'Second factors: set up, confirm, take away'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l search -d 'In name or e-mail' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l role -d 'With this role' -r -f -a "super_admin\t''
vendor_admin\t''
support_agent\t''
finance_admin\t''
content_moderator\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l active -d 'Active ones, or deactivated ones' -r -f -a "true\t''
false\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l sort-by -d 'The order [default: created_at]' -r -f -a "created_at\t''
name\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l sort-order -d 'Its direction' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l name -d 'Their name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l role -d 'A role\'s id; may be given several times' -r -f -a "super_admin\t''
vendor_admin\t''
support_agent\t''
finance_admin\t''
content_moderator\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l phone -d 'In international form, such as +919876543210' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l role -d 'A role\'s id; may be given several times' -r -f -a "super_admin\t''
vendor_admin\t''
support_agent\t''
finance_admin\t''
content_moderator\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from grant" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l role -d 'A role\'s id; may be given several times' -r -f -a "super_admin\t''
vendor_admin\t''
support_agent\t''
finance_admin\t''
content_moderator\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l password-stdin -d 'Read the new password from the first line of standard input; without it one is made up and shown once'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from reset-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -f -a "enrol" -d 'Set a second factor up: shows its secret and ten recovery codes, this once'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -f -a "confirm" -d 'Put your own factor in force with a first code (--mfa-code)'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand admins; and __fish_seen_subcommand_from mfa" -f -a "disable" -d 'Take a second factor away'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -f -a "token" -d 'Make a token with which a vendor may file takedown requests; it is shown once'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and not __fish_seen_subcommand_from token tokens" -f -a "tokens" -d 'Vendors\' live tokens: list, revoke'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l days -d 'How many days it works: 1 to 365 [default: 90]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l idempotency-key -d 'Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l dry-run -d 'Show what would happen and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -f -a "list" -d 'List a vendor\'s live tokens'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand vendors; and __fish_seen_subcommand_from tokens" -f -a "revoke" -d 'End tokens of a vendor'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and not __fish_seen_subcommand_from health" -f -a "health" -d 'Show how every part is doing, asked now; exits with 6 when the database doesn\'t answer'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand system; and __fish_seen_subcommand_from health" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -f -a "list" -d 'List entries, newest first'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and not __fish_seen_subcommand_from list verify" -f -a "verify" -d 'Check the chain from the first entry to the last; exit code 9 if it has a fault'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l admin-id -d 'By this admin: whole UUID' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l actor -d 'By this kind of actor' -r -f -a "admin\t''
vendor\t''
gateway\t''
system\t''
anonymous\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l action -d 'What was done, such as takedown.resolve or auth.login_failed' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l entity-type -d 'To what kind of thing, such as takedown_request' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l entity-id -d 'To which one: its whole id' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l surface -d 'Through which door' -r -f -a "api\t''
cli\t''
tui\t''
app\t''
worker\t''
vendor\t''
webhook\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l trace-id -d 'In the course of this request' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l from-date -d 'From here on: 2025-10-01, today, \'last 7d\', a time' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l to-date -d 'Up to and with here' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l sort-order -d 'Newest first (desc) or oldest first (asc)' -r -f -a "asc\t''
desc\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l limit -d 'Show at most so many rows [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l page -d 'Show this page' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l page-size -d 'Rows of a page: 1 to 100 [default: 25]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l cursor -d 'Go on from here: `meta.next_cursor` of an earlier answer' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l watch -d 'Look again every so many seconds [default: 5] until Ctrl-C' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l all -d 'Show every row, as it comes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -f -a "migrate" -d 'Make the database where there is none, and bring its schema up to date'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -f -a "status" -d 'Show what the database is and holds'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -f -a "import" -d 'Load a folder of CSV or NDJSON files'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -f -a "seed" -d 'Make up a marketplace; the same arguments give the same data'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and not __fish_seen_subcommand_from migrate status import seed rollups" -f -a "rollups" -d 'What is kept instead of counted: check it, make it anew'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l on-error -d 'What to do with a bad row: stop, or skip it and write it with its reason to rejects/' -r -f -a "stop\t'Stops everything; nothing stays'
skip\t'Is left out'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and change nothing'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l bookings -d 'How many bookings' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l seed -d 'What the dice begin with' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l days -d 'Over how many days' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l out -d 'Write a folder for `db import` and leave the database alone' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -f -a "verify" -d 'Compare it with the rows; exit code 9 if it differs'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand db; and __fish_seen_subcommand_from rollups" -f -a "rebuild" -d 'Make it anew from the rows; changes wait meanwhile'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and not __fish_seen_subcommand_from rotate" -f -a "rotate" -d 'Sign with a new key; tokens that the old ones signed work until they expire'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l revoke -d 'Refuse every token that the old keys signed, from now on'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand keys; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -f -a "list" -d 'List profiles'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -f -a "use" -d 'Choose the profile for the commands to come'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -f -a "set" -d 'Make a profile, or change what is given of one'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and not __fish_seen_subcommand_from list use set remove" -f -a "remove" -d 'Forget a profile'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l readonly -d 'Refuse changes' -r -f -a "true\t''
false\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l protected -d 'Ask for the profile\'s name before each change' -r -f -a "true\t''
false\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -f -a "refund" -d 'Wait until the money of a refund is confirmed'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and not __fish_seen_subcommand_from refund job" -f -a "job" -d 'Wait until a job has ended'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l for -d 'What to wait for' -r -f -a "processed\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l timeout -d 'How long at most: 90s, 10m, 2h; ends with exit code 124' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from refund" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l for -d 'What to wait for' -r -f -a "ended\t''"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l timeout -d 'How long at most: 90s, 10m, 2h; ends with exit code 124' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand wait; and __fish_seen_subcommand_from job" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -f -a "explain" -d 'Show each setting with its value and origin; secrets only as (set)'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and not __fish_seen_subcommand_from explain path" -f -a "path" -d 'Print where the configuration file is, or would be'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l out -d 'Write the scripts of all shells into this directory' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l out -d 'Write the pages of all commands into this directory, instead of this program\'s own page to standard output' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l data-dir -d 'Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform\'s data directory]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l database-url -d 'The database [env: DATABASE_URL] [default: SQLite in the data directory]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l config -d 'The configuration file [env: APPYDEX_CONFIG]' -r -F
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l server -d 'Work on this server [env: APPYDEX_SERVER]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l as -d 'The admin who acts in process [env: APPYDEX_AS]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l profile -d 'Server, admin and care as this profile has them [env: APPYDEX_PROFILE]' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l mfa-code -d 'A code of your second factor, for what needs a fresh one: six digits, or a recovery code' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -s o -l output -d 'How to write what a command gives' -r -f -a "table\t'For people'
json\t'The API\'s `data`, indented'
ndjson\t'One JSON object a line'
csv\t'A header line and a line each'
yaml\t'The API\'s `data` as YAML'
ids\t'Whole ids, one a line, for the next command\'s standard input'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l json -d 'Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l template -d 'Write each record with this template, such as \'{{ id }} {{ vendor.name }}\'' -r
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l color -d 'Colours' -r -f -a "auto\t'On a terminal that has them'
always\t'Always'
never\t'Never'"
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -l local -d 'Work in process on the database, whatever the profile says'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -s y -l yes -d 'Answer questions with yes'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -s v -l verbose -d 'Say more about what goes on, and about causes of errors'
complete -c appydex-admin -n "__fish_appydex_admin_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
