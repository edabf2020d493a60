// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductKindsTest {

  private final ProductKinds kinds = new ProductKinds(CleanConfig.Codes.none());

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "POST,POSTAGE,charge",
        "DOT,DOTCOM POSTAGE,charge",
        "C2,CARRIAGE,charge",
        "BANK CHARGES, Bank Charges,charge",
        "AMAZONFEE,AMAZON FEE,charge",
        "CRUK,CRUK Commission,charge",
        "VK1,Versandkosten,charge",
        "M,Manual,adjustment",
        "D,Discount,adjustment",
        "B,Adjust bad debt,adjustment",
        "S,SAMPLES,adjustment",
        "ADJUST,Adjustment by john on 26/01/2010 16,adjustment",
        "TEST001,This is a test product.,test",
        "84879,ASSORTED COLOUR BIRD ORNAMENT,-",
        "POSTCARD1,POST CARD RACK,-",
        "22900,SET 2 TEA TOWELS I LOVE LONDON,-",
        "gift_0001_20,Dotcomgiftshop Gift Voucher £20.00,-",
        "21790,DISCOUNT CARDS HOLDER,-",
        "TESTER12X,PERFUME TESTER,-",
        "M,SHIRT SIZE M,-",
      })
  void a_code_or_what_describes_it_tells_what_it_is(String code, String said, String kind) {
    assertThat(kinds.of(code, List.of("{\"Description\":\"" + said + "\"}")).map(CleanRule::word))
        .isEqualTo(Optional.ofNullable(kind));
  }

  @Test
  void a_short_code_alone_and_rows_that_do_not_agree_tell_nothing() {
    assertThat(kinds.of("M", List.of())).isEmpty();
    assertThat(
            kinds.of(
                "22423",
                List.of("{\"Description\":\"adjustment\"}", "{\"Description\":\"CAKESTAND\"}")))
        .isEmpty();
    assertThat(kinds.of("POST", List.of())).contains(CleanRule.CHARGE);
  }

  @Test
  void the_configuration_has_the_last_word() {
    ProductKinds ours =
        new ProductKinds(
            new CleanConfig.Codes(
                List.of("PROBE*"), List.of("ship-*"), List.of("K"), List.of("POST")));

    assertThat(ours.of("probe-7", List.of())).contains(CleanRule.TEST);
    assertThat(ours.of("SHIP-EU", List.of())).contains(CleanRule.CHARGE);
    assertThat(ours.of("K", List.of())).contains(CleanRule.ADJUSTMENT);
    assertThat(ours.of("POST", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "email,test@example.com,true",
    "email,test+7@shop.de,true",
    "email,testa@shop.de,false",
    "email,ada@test.com,false",
    "name,Test Test,true",
    "name,Testa Rossa,false",
    "key,test-12,true",
    "key,TESTKUNDE,true",
    "key,test@shop.de,true",
    "key,testament,false",
    "phone,test,false",
  })
  void a_record_that_tries_the_system_says_so(String attribute, String value, boolean test) {
    assertThat(TestWords.isTest(attribute, value)).isEqualTo(test);
  }
}
