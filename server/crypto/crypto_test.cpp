#include "server/crypto/digest.h"
#include "server/crypto/hasher.h"
#include "server/crypto/seal.h"
#include "server/crypto/totp.h"
#include "tests/support/catch.h"

using namespace qudao::crypto;

TEST_CASE("digests agree with published vectors") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hmac_sha256_hex("key", "The quick brown fox jumps over the lazy dog") ==
        "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  Digester pieces;
  pieces.update("a");
  pieces.update("bc");
  CHECK(pieces.finish_hex() == sha256_hex("abc"));
  Digester sha1(Algorithm::sha1);
  sha1.update("abc");
  CHECK(sha1.finish_hex() == "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST_CASE("ids are version 7, of their time, and rise") {
  std::string last;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = uuid_v7(1'763'774'807'123);
    CHECK(is_uuid(id));
    CHECK(id[14] == '7');
    CHECK(id > last);
    last = id;
  }
  CHECK(uuid_v7(1'863'774'807'123).substr(0, 13) == "01b1f1a2-a453");
  CHECK_FALSE(is_uuid("01a20101-eeca-7000-8641-A6C8B1F54832"));
  CHECK_FALSE(is_uuid("01a20101eeca70008641a6c8b1f54832"));
}

TEST_CASE("base64 goes there and back, and refuses what is none") {
  std::string bytes;
  for (const std::string text : {"", "a", "ab", "abc", "渠道"}) {
    CHECK(base64_decode(base64_encode(text), bytes));
    CHECK(bytes == text);
  }
  for (const std::string text : {"a", "ab=", "a b=", "====", "abc=d", "ab-_"}) {
    CAPTURE(text);
    CHECK_FALSE(base64_decode(text, bytes));
  }
}

TEST_CASE("tokens are 43 characters and differ") {
  CHECK(random_token().size() == 43);
  CHECK(random_token() != random_token());
}

TEST_CASE("hashes are argon2id of today's strength") {
  const std::string hash = Hasher::hash_now("secret");
  CHECK(hash.rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0) == 0);
  CHECK_FALSE(Hasher::needs_rehash(hash));
  CHECK(Hasher::needs_rehash("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                             "jJRNyoH6mVkmfQnIZyGnTnKLMlnJfTkYkUJ6XrYbGRo"));
}

TEST_CASE("codes of a second factor agree with RFC 6238") {
  const std::string secret = "12345678901234567890";
  const std::vector<std::pair<std::int64_t, std::string>> cases{{59, "287082"},
                                                                {1'111'111'109, "081804"},
                                                                {1'111'111'111, "050471"},
                                                                {1'234'567'890, "005924"},
                                                                {2'000'000'000, "279037"},
                                                                {20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : cases) {
    CAPTURE(seconds);
    CHECK(totp_code(secret, totp_step(seconds * 1000)) == code);
  }
}

TEST_CASE("base32 agrees with RFC 4648") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},         {"f", "MY"},         {"fo", "MZXQ"},
      {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : cases) {
    CHECK(base32_encode(bytes) == text);
  }
}

TEST_CASE("what is sealed opens with its key only, and only unchanged") {
  const Seal seal("a key");
  const std::string closed = seal.close("secret");
  CHECK(closed != seal.close("secret"));
  CHECK(seal.open(closed) == "secret");
  CHECK_FALSE(Seal("another key").open(closed));
  std::string changed = closed;
  changed[30] = changed[30] == 'A' ? 'B' : 'A';
  CHECK_FALSE(seal.open(changed));
  CHECK_FALSE(seal.open(""));
  CHECK_FALSE(seal.open("AAAA"));
}
