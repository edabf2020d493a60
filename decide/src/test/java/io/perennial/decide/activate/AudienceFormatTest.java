// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudienceFormatTest {

  private static final Recipient ADA =
      new Recipient(
          7,
          11,
          "win-back",
          "spring",
          OptionalInt.of(2),
          OptionalInt.of(18),
          Map.of(
              "email", " Test.Name@Gmail.com ",
              "phone", "+1 (800) 888-8888",
              "first_name", "Ada",
              "last_name", "Lovelace",
              "country", "United Kingdom",
              "postcode", "SW1A 1AA",
              "city", "Saint Albans",
              "product_id", "P9"));

  @Nested
  class Contract {

    @ParameterizedTest
    @EnumSource
    void every_format_has_as_many_cells_as_names(AudienceFormat format) {
      assertThat(format.row(ADA)).hasSameSizeAs(format.header()).doesNotContainNull();
      assertThat(format.reaches(ADA)).isTrue();
    }

    @Test
    void the_plain_one_has_nothing_personal() {
      assertThat(AudienceFormat.PLAIN.row(ADA))
          .containsExactly("7", "11", "win-back", "spring", "P9", "2", "18");
      assertThat(AudienceFormat.PLAIN.isPersonal()).isFalse();
    }

    @Test
    void who_has_no_address_is_not_reached() {
      Recipient nobody =
          new Recipient(
              7,
              11,
              "a",
              "",
              OptionalInt.empty(),
              OptionalInt.empty(),
              Map.of("first_name", "Ada"));

      for (AudienceFormat format : AudienceFormat.values()) {
        assertThat(format.reaches(nobody))
            .as(format.word())
            .isEqualTo(format == AudienceFormat.PLAIN);
      }
    }

    @Test
    void a_phone_without_its_country_is_not_hashed_for_nobody_could_match_it() {
      Recipient local =
          new Recipient(
              7,
              11,
              "a",
              "",
              OptionalInt.empty(),
              OptionalInt.empty(),
              Map.of("phone", "030 1234567"));

      assertThat(AudienceFormat.GOOGLE.reaches(local)).isFalse();
      assertThat(AudienceFormat.KLAVIYO.reaches(local)).isTrue();
    }
  }

  /** Hashes made with another program: printf text | sha256sum. */
  @Nested
  class Oracle {

    @Test
    void google_has_lower_case_without_points_and_e164() {
      assertThat(AudienceFormat.GOOGLE.row(ADA))
          .containsExactly(
              // testname@gmail.com
              "b5cf2a142928014f7b206848ecf937703ca906cedfd6f6d6f06fc86c5f72b1a6",
              // +18008888888
              "f096eb92986ea543ab4ab565c4a1ad86d35dec42acb9b893e2d2c59444fbe33d",
              // ada
              "fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029",
              // lovelace
              "fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f",
              "GB",
              "SW1A 1AA");
    }

    @Test
    void meta_has_all_hashed_and_phones_without_a_plus() {
      assertThat(AudienceFormat.META.row(ADA))
          .containsExactly(
              // test.name@gmail.com
              "9f72d2b21240ba1919e0a202530bc504d6d83cd53c409353efcca75075829ec2",
              // 18008888888
              "1f02edb1ece7e0bcac22763b56513890072b5bdc36175b0c85271bf60adf17e3",
              "fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029",
              "fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f",
              // saintalbans
              "05f6ea2ff9336977a54aa52651e73fd7aa796a5befd8959b4d45b8274c426551",
              // sw1a1aa
              "830e1d4b9838bab1f5c2acdb23e0b502ff13a9832c4632e8d67a1d43d3b7f614",
              // gb
              "0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677",
              "7");
    }

    @Test
    void messages_are_signed_as_another_program_signs_them() {
      // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
      SignedMessage message =
          SignedMessage.of(11, "{\"a\":1}", "secret", Instant.ofEpochSecond(1_700_000_000L));

      assertThat(message.signature())
          .isEqualTo(
              "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
      assertThatThrownBy(() -> SignedMessage.of(1, "", "", Instant.EPOCH))
          .hasMessageContaining("Invalid secret");
    }
  }
}
