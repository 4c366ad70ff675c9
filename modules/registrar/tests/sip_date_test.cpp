#include "sip_date.hpp"

#include <gtest/gtest.h>

namespace zvoni::registrar {
namespace {

TEST(SipDate, IsWrittenAsRfc3261Asks) {
  const WallTime time{std::chrono::seconds(1795194333)};
  EXPECT_EQ(sip_date(time), "Fri, 20 Nov 2026 17:05:33 GMT");
  EXPECT_EQ(sip_date(WallTime{}), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace zvoni::registrar
