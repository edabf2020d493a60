// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableHashTest {

  /** Computed by the reference implementation in C, through its Python binding (xxhash on PyPI). */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\",ef46db3751d8e999",
        "a,d24ec4f1a98c6e5b",
        "abc,44bc2cf5ad770999",
        "Nobody inspects the spammish repetition,fbcea83c8a378bf1"
      })
  void agrees_with_the_reference(String text, String hex) {
    long hash = StableHash.xxh64(text.getBytes(StandardCharsets.UTF_8));

    assertThat(Long.toHexString(hash)).isEqualTo(hex);
    assertThat(StableHash.of(text)).isEqualTo(hash >>> 1).isNotNegative();
  }
}
