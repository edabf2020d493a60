// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  @Nested
  class A_declaration {

    @ParameterizedTest
    @ValueSource(strings = {"", "Delimiter", "max_size", "a--b", "-a", "a.b", "1st"})
    void takes_names_in_lower_case_with_dashes_only(String name) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Setting.text(name))
          .withMessage(
              "Invalid name: '%s' (must be lower case words with dashes, such as max-size)", name);
    }

    @Test
    void takes_only_a_default_within_its_bounds_in_whatever_order_they_are_said() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Setting.integer("size").atLeast(2).defaultValue(1))
          .withMessage("Invalid size: 1 (must be an integer, >= 2)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Setting.integer("size").defaultValue(1).atLeast(2))
          .withMessage("Invalid size: 1 (must be an integer, >= 2)");
    }

    @Test
    void has_bounds_only_where_there_is_an_order() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Setting.text("name").atLeast("a"))
          .withMessage("Invalid bound of name: it has no order");
    }

    @Test
    void of_a_section_has_each_key_once() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SectionSpec.of("s", "", Setting.text("a"), Setting.flag("a")))
          .withMessage("Invalid section 's': two parts are called 'a'");
    }
  }

  @Nested
  class Sizes {

    @ParameterizedTest
    @CsvSource({
      "4GB, 4000000000", "4 gb, 4000000000", "4GiB, 4294967296", "1.5KiB, 1536", "0B, 0",
      "0.5B, 0", "512mib, 536870912", "2TB, 2000000000000", "1TiB, 1099511627776", "7KB, 7000"
    })
    void are_bytes(String text, long bytes) {
      assertThat(ByteSize.parse(text).bytesOf(1)).isEqualTo(bytes);
      assertThat(ByteSize.parse(text)).isEqualTo(ByteSize.ofBytes(bytes));
      assertThat(ByteSize.parse(text)).hasSameHashCodeAs(ByteSize.ofBytes(bytes));
    }

    @Test
    void may_be_a_share_of_what_there_is() {
      assertThat(ByteSize.parse("12.5%").bytesOf(1001)).isEqualTo(125);
      assertThat(ByteSize.parse("100%").bytesOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
      assertThat(ByteSize.parse("50.0%")).isEqualTo(ByteSize.parse("50%")).hasToString("50%");
      assertThat(ByteSize.parse("50%").isShare()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "GB", "-1GB", "4G", "1e3MB", "101%", "9999999TiB", "4 GB x"})
    void are_nothing_else(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ByteSize.parse(text))
          .withMessage("Invalid byte size: '%s' (must be such as 4GB, 512MiB or 50%%)", text);
    }

    @Test
    void are_not_negative() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ByteSize.ofBytes(-1))
          .withMessage("Invalid byte size: -1 (must be >= 0)");
    }
  }

  @Nested
  class Durations {

    @ParameterizedTest
    @CsvSource({
      "90s, PT1M30S, 1m30s", "1h30m, PT1H30M, 1h30m", "2w, P14D, 2w", "0s, PT0S, 0s",
      "1d 2h, PT26H, 1d2h", "250ms, PT0.25S, 250ms", "30 s, PT30S, 30s", "1m60s, PT2M, 2m"
    })
    void are_read_and_written_one_way(String text, Duration duration, String written) {
      assertThat(DurationText.parse(text)).isEqualTo(duration);
      assertThat(DurationText.of(duration)).isEqualTo(written);
    }
  }

  @Property(seed = "7")
  void every_duration_reads_back(@ForAll @LongRange(min = 0) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(DurationText.parse(DurationText.of(duration))).isEqualTo(duration);
  }

  @Property(seed = "8")
  void every_size_reads_back(@ForAll @LongRange(min = 0) long bytes) {
    ByteSize size = ByteSize.ofBytes(bytes);

    assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
  }
}
