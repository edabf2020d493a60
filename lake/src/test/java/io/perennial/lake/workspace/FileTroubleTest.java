// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class FileTroubleTest {

  @Test
  void a_full_disk_is_told_from_what_the_system_says() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "only Linux has a device that is always full");

    assertThatThrownBy(() -> Files.writeString(full, "x", StandardOpenOption.WRITE))
        .isInstanceOfSatisfying(
            IOException.class,
            failure -> assertThat(FileTrouble.why(failure)).startsWith("the disk is full (make"));
  }

  @Test
  void it_is_found_behind_whatever_wrapped_it() {
    IOException denied = new AccessDeniedException("/shop/lake");

    assertThat(
            FileTrouble.within(
                new IllegalStateException("commit", new UncheckedIOException(denied))))
        .contains("no permission for /shop/lake (let this user read and write it)");
    assertThat(
            FileTrouble.within(
                new IllegalStateException("IO Error: Could not write: No space left on device")))
        .hasValueSatisfying(why -> assertThat(why).startsWith("the disk is full"));
    assertThat(FileTrouble.within(new IllegalStateException("a bug"))).isEmpty();
  }

  @Test
  void other_trouble_keeps_its_own_words() {
    assertThat(FileTrouble.why(new NoSuchFileException("/shop"))).isEqualTo("there is no /shop");
    assertThat(FileTrouble.why(new IOException("odd"))).isEqualTo("odd");
  }
}
