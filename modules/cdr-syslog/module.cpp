// The descriptor of cdr-syslog.
#include <unistd.h>

#include <string_view>

#include <zvoni/module.hpp>

#include "cdr_syslog.hpp"

namespace zvoni::cdr_syslog {
namespace {

constexpr Option kOptions[] = {
    {"socket", OptionType::path, "/dev/log", nullptr, "The daemon's datagram socket."},
    {"facility", OptionType::choice, "local0",
     "user|mail|daemon|auth|lpr|news|uucp|cron|authpriv|ftp|local0|local1|local2|local3|local4|local5|local6|local7",
     "The facility of the messages."},
    {"severity", OptionType::choice, "info", "emerg|alert|crit|err|warning|notice|info|debug", "Their severity."},
    {"tag", OptionType::text, "zvoni", "nonempty", "The program's name in them: at most 32 letters, digits and -_./."},
};

/// What a daemon reads as the name of a program (RFC 3164, 4.1.3), and what real names have besides.
bool is_tag(std::string_view text) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  return text.size() <= 32 && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::unique_ptr<Module> create(Host& host, const Config& config) {
  Settings settings;
  settings.socket = config.path("socket");
  settings.front.facility = facility_of(config.text("facility"));
  settings.front.severity = severity_of(config.text("severity"));
  settings.front.tag = config.text("tag");
  settings.front.pid = ::getpid();
  if (settings.socket.empty()) throw config.error("socket", "expected the name of a socket, got an empty text");
  if (!SyslogSocket::is_path_short(settings.socket)) {
    throw config.error("socket", "expected a name of less than 108 bytes, as sockets have");
  }
  if (!is_tag(settings.front.tag)) {
    throw config.error("tag", "expected at most 32 letters, digits and -_./, got \"" + settings.front.tag + "\"");
  }
  return std::make_unique<CdrSyslog>(host, settings);
}

}  // namespace

ZVONI_MODULE = {
    ZVONI_ABI, "cdr-syslog", "1.0",  "Sends the record of each call to syslog.", ZVONI_OPTIONS(kOptions), nullptr,
    nullptr,   nullptr,      &create};

}  // namespace zvoni::cdr_syslog
