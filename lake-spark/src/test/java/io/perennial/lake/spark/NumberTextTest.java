// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "100, 100.0",
    "12345678, 12345678.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "1e-4, 0.0001",
    "-1e-5, -1e-05",
    "2e-3, 0.002",
    "2.0E-323, 2e-323",
    "0.1, 0.1",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void numbers_are_written_as_the_embedded_engine_writes_them(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "16777216, 16777216.0", "3.4e38, 3.4e+38"})
  void so_are_numbers_of_single_precision(float value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @Property
  void every_number_reads_back_as_itself(@ForAll double value) {
    assertThat(Double.parseDouble(NumberText.of(value))).isEqualTo(value);
  }
}
