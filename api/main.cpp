// The commands: reads the arguments and calls one function. `--help` comes from the same table.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "api/commands/admin_arguments.h"
#include "api/commands/commands.h"

namespace {

using namespace nestline::api;

constexpr int kWrongUsage = 2;

void add_content(CLI::App* command, std::string& content) {
  command->add_option("--content", content,
                      "content folder; without it the content built into the binary");
}

void add_serve(CLI::App& app, ServeOptions& options, std::string& settings) {
  CLI::App* command = app.add_subcommand("serve", "answer questions over HTTP until SIGTERM");
  command->add_option("--listen", options.listen, "HOST:PORT to listen on; port 0 takes a free one")
      ->envname("NESTLINE_LISTEN")
      ->capture_default_str();
  command->add_option("--data", options.data, "folder of the database, made when missing")
      ->envname("NESTLINE_DATA")
      ->capture_default_str();
  command->add_option("--workers", options.workers, "threads that answer")
      ->envname("NESTLINE_WORKERS")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command
      ->add_option("--drain-seconds", options.drain_seconds,
                   "after SIGTERM go on answering for so long, while /readyz says 503, so that a "
                   "load balancer looks elsewhere; a second signal ends it")
      ->envname("NESTLINE_DRAIN_SECONDS")
      ->check(CLI::Range(0, 300))
      ->capture_default_str();
  command
      ->add_option(
          "--trusted-proxy", options.trusted_proxies,
          "address or network of a reverse proxy whose X-Forwarded-For is believed; repeatable")
      ->envname("NESTLINE_TRUSTED_PROXY");
  command
      ->add_option("--sso-header", options.sso_header,
                   "header in which a trusted proxy names the staff member whom it has signed in; "
                   "without it nobody is believed")
      ->envname("NESTLINE_SSO_HEADER");
  add_content(command, options.content);
  command->get_option("--content")->envname("NESTLINE_CONTENT");
  command
      ->add_option("--config", settings,
                   "file of name = value lines with these options; what is said here or in the "
                   "environment wins")
      ->configurable(false);
}

// CLI11 reads a configuration file for the whole program only, and one named for a command is
// ignored without a word.
void read_settings(CLI::App& command, const std::string& file) {
  for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_file(file)) {
    CLI::Option* option = command.get_option_no_throw("--" + item.name);
    if (option == nullptr || !option->get_configurable() || !item.parents.empty()) {
      throw CLI::ConfigError(file + ": there is no setting " + item.fullname());
    }
    if (option->count() > 0) continue;
    option->add_result(item.inputs);
    option->run_callback();
  }
}

void add_ask(CLI::App& app, AskOptions& options) {
  CLI::App* command = app.add_subcommand("ask", "answer one question");
  command->add_option("question", options.question, "the question; - reads standard input")
      ->required();
  command->add_option("--age", options.age, "the child's age in months")->check(CLI::Range(0, 96));
  command->add_option("--country", options.country, "two-letter country code, for contacts");
  command->add_option("--locale", options.locale, "language tag, for example en-GB");
  command->add_option("--topic", options.topic, "a topic id from the choices of an earlier answer");
  command->add_option("--audience", options.audience, "for whom the text is")
      ->check(CLI::IsMember({"parent", "practitioner"}))
      ->capture_default_str();
  command->add_flag("--explain", options.explain, "show the words, phrases and rules that decided");
  command->add_flag("--json", options.json, "print the answer as REST gives it");
  command->add_option("--url", options.url,
                      "ask a running server, for example http://127.0.0.1:8080");
  add_content(command, options.content);
}

void add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* command = app.add_subcommand("check", "check the content: structure, wording, rules");
  command->add_flag("--fix", options.fix, "rewrite files that are not in canonical form");
  command->add_flag("--quick", options.quick, "without the leave-one-out figures");
  command->add_flag("!--no-warnings", options.warnings, "show errors only");
  add_content(command, options.content);
}

void add_eval(CLI::App& app, EvalOptions& options) {
  CLI::App* command =
      app.add_subcommand("eval", "measure answers against labelled questions (JSON Lines)");
  command
      ->add_option("file", options.files,
                   "files of labelled questions; \"safety\" before them: figures of the safety "
                   "screen by category and language")
      ->required();
  command->add_flag("--json", options.json, "print the figures as JSON");
  command->add_flag("--misses", options.misses, "list what was missed");
  add_content(command, options.content);
}

// `eval safety FILE...`: a word before the files, not a file.
int run_eval(EvalOptions options) {
  if (options.files.front() != "safety") return eval(options);
  options.files.erase(options.files.begin());
  if (!options.files.empty()) return eval_safety(options);
  fmt::print(stderr, "nestline: eval safety needs a file\n");
  return kWrongUsage;
}

void add_review(CLI::App& app, ReviewOptions& options) {
  CLI::App* command = app.add_subcommand("review", "clinical review of the content");
  command->require_subcommand(1);
  CLI::App* record = command->add_subcommand(
      "record", "record who reviewed the edition; the notice on answers then goes");
  record->add_option("--by", options.by, "the clinician's name")->required();
  record->add_option("--role", options.role, "for example \"health visitor\"")->required();
  record->add_option("--data", options.data, "folder of the database")
      ->envname("NESTLINE_DATA")
      ->capture_default_str();
  add_content(record, options.content);
}

void add_exchange(CLI::App& app, ExchangeOptions& options) {
  CLI::App* out = app.add_subcommand("export", "write the content of an edition as a folder");
  CLI::App* in = app.add_subcommand(
      "import", "read a content folder as drafts, or change nothing where it has an error");
  for (CLI::App* command : {out, in}) {
    command->add_option("folder", options.folder, "the content folder")->required();
    command->add_option("--data", options.data, "folder of the database")
        ->envname("NESTLINE_DATA")
        ->capture_default_str();
  }
  out->add_option("--edition", options.edition, "its number; default: the live one")
      ->check(CLI::PositiveNumber);
  in->add_flag("--dry-run", options.dry_run, "check and list what would change");
  in->add_flag("--approve", options.approve,
               "approve what needs one approval; the rest goes to review");
  in->add_option("--note", options.note, "what it is about");
}

void add_health(CLI::App& app, HealthOptions& options) {
  CLI::App* command = app.add_subcommand("health", "ask a running server whether it is ready");
  command->add_option("--listen", options.listen, "where it listens")
      ->envname("NESTLINE_LISTEN")
      ->capture_default_str();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Nestline: curated guidance for parents of young children. Never a diagnosis.");
  app.name("nestline");
  app.require_subcommand(1);
  ServeOptions serve_options;
  std::string settings;
  AskOptions ask_options;
  CheckOptions check_options;
  EvalOptions eval_options;
  ReviewOptions review_options;
  AdminOptions admin_options;
  ExchangeOptions exchange_options;
  HealthOptions health_options;
  add_serve(app, serve_options, settings);
  add_ask(app, ask_options);
  add_check(app, check_options);
  add_eval(app, eval_options);
  add_review(app, review_options);
  add_admin_commands(app, admin_options);
  add_exchange(app, exchange_options);
  add_health(app, health_options);
  app.add_subcommand("version", "print the version");

  try {
    app.parse(argc, argv);
    if (!settings.empty()) read_settings(*app.get_subcommand("serve"), settings);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  try {
    if (app.got_subcommand("serve")) return serve(serve_options);
    if (app.got_subcommand("ask")) return ask_command(ask_options);
    if (app.got_subcommand("check")) return check(check_options);
    if (app.got_subcommand("eval")) return run_eval(eval_options);
    if (app.got_subcommand("review")) return review_record(review_options);
    if (!admin_options.request.command.empty()) return admin_command(admin_options);
    if (app.got_subcommand("export")) return export_command(exchange_options);
    if (app.got_subcommand("import")) return import_command(exchange_options);
    if (app.got_subcommand("health")) return health(health_options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "nestline: {}\n", error.what());
    return 1;
  }
  fmt::print("nestline {}\n", NESTLINE_VERSION);
  return 0;
}
