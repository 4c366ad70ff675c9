// The four transaction machines behind one header; each is in a file of its own.
#pragma once

#include "transaction/invite_client_transaction.hpp"
#include "transaction/invite_server_transaction.hpp"
#include "transaction/non_invite_client_transaction.hpp"
#include "transaction/non_invite_server_transaction.hpp"
