#include "contact_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zvoni::registrar {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

ContactIndex make_index() { return ContactIndex(std::hash<std::string_view>()); }

std::uint64_t key(const ContactIndex& index, std::string_view uri) { return index.key_of(parse_uri(uri).value()); }

TEST(ContactIndex, EquivalentContactsHaveOneKey) {
  const ContactIndex index = make_index();
  EXPECT_EQ(key(index, "sip:alice@Example.ORG:5060;ob"), key(index, "sip:%61lice@example.org:5060;transport=tcp"));
  EXPECT_EQ(key(index, "sip:a@[2001:db8::1]"), key(index, "sip:a@[2001:DB8:0::1]"));
  EXPECT_NE(key(index, "sip:alice@example.org"), key(index, "sip:alice@example.org:5060"));
  EXPECT_NE(key(index, "sip:alice@example.org"), key(index, "sip:Alice@example.org"));
}

TEST(ContactIndex, ForgetsWhatIsRemoved) {
  ContactIndex index = make_index();
  index.put(1, 10);
  index.put(1, 10);
  index.put(1, 11);
  index.put(2, 12);
  EXPECT_THAT(index.find(1), UnorderedElementsAre(10, 11));
  index.remove(1, 10);
  index.remove(1, 99);
  EXPECT_THAT(index.find(1), ElementsAre(11));
  index.remove(1, 11);
  EXPECT_THAT(index.find(1), IsEmpty());
  EXPECT_THAT(index.find(2), ElementsAre(12));
}

TEST(ContactIndex, OneContactForManyAorsStaysShortAndKeepsTheNewest) {
  ContactIndex index = make_index();
  for (std::uint64_t aor = 0; aor < 1000; ++aor) index.put(1, aor);
  EXPECT_EQ(index.find(1).size(), 8U);
  EXPECT_THAT(index.find(1), ::testing::Contains(999U));
}

}  // namespace
}  // namespace zvoni::registrar
