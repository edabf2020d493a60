// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:03Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Workspace shop;

  @BeforeEach
  void make() {
    shop = Workspace.init(folder.resolve("shop"), "");
  }

  @Test
  void one_holds_it_and_is_known() {
    assertThat(shop.writer()).isEmpty();
    try (WorkspaceLock lock = shop.lock("perennial run", NOON)) {
      assertThat(lock).isNotNull();
      assertThat(shop.writer())
          .contains(
              new LockHolder(
                  ProcessHandle.current().pid(), "perennial run", NOON.instant(), NOON.instant()));
    }
    assertThat(shop.writer()).isEmpty();
  }

  @Test
  void a_second_in_the_same_process_is_refused_also_through_a_link() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), shop.folder());
    try (WorkspaceLock lock = shop.lock("perennial run", NOON)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> shop.lock("perennial erase", NOON))
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              "Cannot lock workspace shop: process %d (perennial run) has held it since 12:00:03"
                  + " UTC; wait for it or stop it",
              ProcessHandle.current().pid());
      assertThatThrownBy(() -> Workspace.open(link).lock("perennial erase", NOON))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("(perennial run)");
    }
  }

  @Test
  void it_is_free_again_after_closing_and_closing_twice_does_nothing() {
    WorkspaceLock first = shop.lock("perennial run", NOON);
    first.close();
    try (WorkspaceLock second = shop.lock("perennial erase", NOON)) {
      assertThat(second).isNotNull();
      first.close();
      assertThat(shop.writer()).map(LockHolder::command).contains("perennial erase");
    }
  }

  @Test
  void yesterdays_lock_is_named_with_its_day() {
    try (WorkspaceLock lock = shop.lock("perennial run", NOON)) {
      assertThat(lock).isNotNull();
      Clock tomorrow = Clock.offset(NOON, Duration.ofDays(1));
      assertThatThrownBy(() -> shop.lock("perennial run", tomorrow))
          .hasMessageContaining("since 2026-03-01 12:00:03 UTC");
    }
  }

  @Test
  void another_process_is_refused_and_named_and_its_death_frees_the_lock() throws Exception {
    Process other = hold(shop.folder());
    try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.readLine()).isEqualTo("locked");

      assertThat(shop.writer()).map(LockHolder::pid).contains(other.pid());
      assertThatThrownBy(() -> shop.lock("perennial erase", NOON))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageStartingWith(
              "Cannot lock workspace shop: process %d (perennial run) has held it since "
                  .formatted(other.pid()))
          .hasMessageEndingWith("; wait for it or stop it");
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (WorkspaceLock lock = shop.lock("perennial erase", NOON)) {
      assertThat(lock).isNotNull();
      assertThat(shop.writer()).map(LockHolder::command).contains("perennial erase");
    }
  }

  @Test
  void a_process_is_refused_what_this_one_holds_even_after_a_refusal_here() throws Exception {
    try (WorkspaceLock lock = shop.lock("perennial run", NOON)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> shop.lock("perennial erase", NOON)).isNotNull();
      assertThat(shop.writer()).isPresent();

      Process other = hold(shop.folder());
      try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
        assertThat(says.readLine())
            .contains("process " + ProcessHandle.current().pid() + " (perennial run)");
      } finally {
        other.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void what_a_killed_writer_left_is_unfinished_until_another_comes_to_an_end() throws Exception {
    assertThat(shop.unfinished()).isEmpty();
    Process other = hold(shop.folder());
    LockHolder killed;
    try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.readLine()).isEqualTo("locked");
      killed = shop.unfinished().orElseThrow();
      assertThat(killed.pid()).isEqualTo(other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertThat(shop.writer()).isEmpty();
    assertThat(shop.unfinished()).contains(killed);
    try (WorkspaceLock lock = shop.lock("perennial run", Clock.offset(NOON, Duration.ofDays(9)))) {
      assertThat(lock).isNotNull();
      assertThat(shop.unfinished().map(LockHolder::wholeAt)).contains(killed.wholeAt());
      assertThat(shop.writer().map(LockHolder::wholeAt)).contains(killed.wholeAt());
    }
    assertThat(shop.unfinished()).isEmpty();
  }

  private static Process hold(Path workspace) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holding.class.getName(),
            workspace.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A process that takes the lock, says so, and waits until it is killed. */
  static final class Holding {

    private Holding() {}

    public static void main(String[] args) throws IOException {
      try (WorkspaceLock lock =
          Workspace.open(Path.of(args[0])).lock("perennial run", Clock.systemUTC())) {
        System.out.println(lock == null ? "" : "locked");
        int end = System.in.read();
        System.out.println(end);
      } catch (WorkspaceException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
