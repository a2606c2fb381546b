#include "api/commands/admin_arguments.h"

#include <string>

namespace nestline::api {
namespace {

using Words = std::vector<std::string>;

// A command that names itself when it was given.
CLI::App* add_command(CLI::App* group, AdminOptions& options, const std::string& name,
                      const std::string& what) {
  CLI::App* command = group->add_subcommand(name, what);
  const std::string whole = group->get_name() + " " + name;
  command->callback([&options, whole] { options.request.command = whole; });
  command->add_option("--data", options.data, "folder of the database")
      ->envname("NESTLINE_DATA")
      ->capture_default_str();
  return command;
}

CLI::App* add_group(CLI::App& app, const std::string& name, const std::string& what) {
  CLI::App* group = app.add_subcommand(name, what);
  group->require_subcommand(1);
  return group;
}

// One word.
CLI::Option* add_word(CLI::App* command, AdminOptions& options, const std::string& flag,
                      const std::string& name, const std::string& what) {
  return command->add_option_function<std::string>(
      flag, [&options, name](const std::string& word) { options.request.options[name] = {word}; },
      what);
}

CLI::Option* add_id(CLI::App* command, AdminOptions& options, const std::string& what) {
  return add_word(command, options, "id", "id", what)->required();
}

CLI::Option* add_named(CLI::App* command, AdminOptions& options, const std::string& name,
                       const std::string& what) {
  return add_word(command, options, "--" + name, name, what);
}

// A list: repeat the option; one empty word clears it.
void add_list(CLI::App* command, AdminOptions& options, const std::string& name,
              const std::string& what) {
  command->add_option_function<Words>(
      "--" + name, [&options, name](const Words& words) { options.request.options[name] = words; },
      what + "; repeatable, \"\" clears the list");
}

void add_site_options(CLI::App* command, AdminOptions& options) {
  add_named(command, options, "title", "title of the widget");
  add_list(command, options, "origin",
           "page that may embed it, exactly as a browser says it: https://www.example.org");
  add_named(command, options, "country", "two-letter code, for contacts and referrals");
  add_list(command, options, "language", "language tag, the first when a question's is none");
  add_named(command, options, "accent", "colour such as #1a73e8");
  add_named(command, options, "background", "colour, together with --text-colour");
  add_named(command, options, "text-colour", "colour, at least 4.5 to 1 against the background");
  add_named(command, options, "help-only", "yes: no question box, topics and whom to call");
  add_named(command, options, "keep-questions",
            "yes: the curators may see redacted questions that found no answer");
  add_list(command, options, "topic-off", "topic that is not shown");
  add_named(command, options, "edition", "number of the edition to stay on, or latest");
  add_named(command, options, "client-limit", "requests a minute of one address, 0 for no limit");
  add_named(command, options, "site-limit", "requests a minute of all callers, 0 for no limit");
  add_named(command, options, "stale-after",
            "days after which an own referral counts as stale, 0 for never");
  add_named(command, options, "stale", "hide or flag what is stale");
}

void add_site(CLI::App& app, AdminOptions& options) {
  CLI::App* group = add_group(app, "site", "the sites that embed the service");
  CLI::App* create = add_command(group, options, "create", "make a site");
  add_id(create, options, "public name, 2 to 40 of a-z 0-9 -");
  add_named(create, options, "name", "name of the customer")->required();
  add_site_options(create, options);
  CLI::App* edit = add_command(group, options, "edit", "change what is given of a site");
  add_id(edit, options, "which site; \"default\" is the one served without a name");
  add_named(edit, options, "name", "name of the customer");
  add_site_options(edit, options);
  add_command(group, options, "list", "show the sites");
}

void add_key(CLI::App& app, AdminOptions& options) {
  CLI::App* group = add_group(app, "key", "secret keys of the sites' servers");
  CLI::App* create = add_command(group, options, "create", "make a key and show it, once");
  add_named(create, options, "site", "whose it is; default: the site \"default\"");
  add_named(create, options, "name", "what it is for: \"booking server\"")->required();
  create
      ->add_option_function<Words>(
          "--scope", [&options](const Words& words) { options.request.options["scope"] = words; },
          "ask, practitioner, insight or staff; repeatable")
      ->required();
  add_named(create, options, "limit", "requests a minute, 0 for no limit; default: 600");
  add_named(create, options, "days", "how long it is good, 0 for ever; default: 0");
  CLI::App* rotate = add_command(group, options, "rotate",
                                 "make a new key in the place of one, and show it, once");
  add_id(rotate, options, "the old key's id: the 8 characters after nl_");
  add_named(rotate, options, "keep-hours", "how long the old key is still good; default: 24");
  CLI::App* revoke = add_command(group, options, "revoke", "end a key at once");
  add_id(revoke, options, "the key's id: the 8 characters after nl_");
  CLI::App* list = add_command(group, options, "list", "show the keys, without their secrets");
  add_named(list, options, "site", "of this site only");
}

void add_referrals(CLI::App& app, AdminOptions& options) {
  CLI::App* group = add_group(app, "referrals", "a site's own referrals");
  CLI::App* import =
      add_command(group, options, "import", "replace them with those of a file, or change nothing");
  import
      ->add_option_function<std::string>(
          "file", [&options](const std::string& file) { options.input_file = file;
},
          "HSDS 3.0 services as JSON or CSV; - reads standard input")
      ->required();
add_named(import, options, "site", "whose they are; default: the site \"default\"");
add_named(import, options, "format", "json or csv; default: by the file's name");
  import->add_flag_callback(
      "--dry-run", [&options] { options.request.options["dry-run"] = {};
  }  // namespace
,
      "check the file and change nothing");
CLI::App* export_them = add_command(group, options, "export", "write them to standard output");
add_named(export_them, options, "site", "whose they are; default: the site \"default\"");
add_named(export_them, options, "format", "json or csv; default: json");
}  // namespace nestline::api

void add_curation_commands(CLI::App& app, AdminOptions& options) {
  CLI::App* user = add_group(app, "user", "the staff who curate");
  CLI::App* create =
      add_command(user, options, "create", "make a user; the password is read from standard input");
  add_word(create, options, "name", "name", "to sign in with: 2 to 40 of a-z 0-9 . -")->required();
  add_named(create, options, "display-name", "the person's name");
  create
      ->add_option_function<Words>(
          "--role", [&options](const Words& words) { options.request.options["role"] = words; },
          "author, reviewer or admin; repeatable")
      ->required();
  add_named(create, options, "site", "bound to this site");
  create->callback([&options] {
    options.request.command = "user create";
    options.asks_password = true;
  });
  add_command(user, options, "list", "show the users");
  CLI::App* audit = add_group(app, "audit", "the log of what staff did");
  CLI::App* verify = add_command(audit, options, "verify", "check that no entry was changed");
  add_named(verify, options, "head", "hash that an earlier check told: it must still be there");
  CLI::App* edition = add_group(app, "edition", "the editions");
  add_command(edition, options, "list", "show them; * is live");
  CLI::App* publish = add_command(edition, options, "publish",
                                  "publish what is approved, through a running server");
  add_named(publish, options, "note", "what it is about");
  publish->add_flag_callback(
      "--dry-run", [&options] { options.request.options["dry-run"] = {}; },
      "tell what would change");
  CLI::App* back = add_command(edition, options, "rollback",
                               "make an earlier edition's content live, through a running server");
  add_word(back, options, "edition", "edition", "its number")->required();
  add_named(back, options, "note", "why");
}

}  // namespace

void add_admin_commands(CLI::App& app, AdminOptions& options) {
  add_curation_commands(app, options);
  add_site(app, options);
  add_key(app, options);
  add_referrals(app, options);
}

}  // namespace nestline::api
