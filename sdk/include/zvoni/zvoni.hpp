// Everything a module needs: `#include <zvoni/zvoni.hpp>`.
#pragma once

#include <zvoni/call.hpp>
#include <zvoni/config.hpp>
#include <zvoni/continuation.hpp>
#include <zvoni/endpoint.hpp>
#include <zvoni/header_values.hpp>
#include <zvoni/host.hpp>
#include <zvoni/message.hpp>
#include <zvoni/module.hpp>
#include <zvoni/request.hpp>
#include <zvoni/status.hpp>
#include <zvoni/text.hpp>
#include <zvoni/uri.hpp>
#include <zvoni/verdict.hpp>
