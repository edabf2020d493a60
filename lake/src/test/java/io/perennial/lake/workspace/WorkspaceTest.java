// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:03Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Nested
  class Making {

    @Test
    void a_new_folder_gets_configuration_folders_and_version() throws IOException {
      Workspace shop = Workspace.init(folder.resolve("a/shop"), "workspace:\n");

      assertThat(shop.name()).isEqualTo("shop");
      assertThat(shop.configuration()).hasContent("workspace:");
      assertThat(shop.lakeFolder()).isDirectory();
      assertThat(shop.modelsFolder()).isDirectory();
      assertThat(shop.reportsFolder()).isDirectory();
      assertThat(shop.stateFolder().resolve("version")).hasContent("1");
      try (Stream<Path> state = Files.list(shop.stateFolder())) {
        assertThat(state.map(file -> file.getFileName().toString())).containsExactly("version");
      }
    }

    @Test
    void hidden_files_may_be_there() throws IOException {
      Files.createDirectories(folder.resolve("shop/.git"));

      assertThat(Workspace.init(folder.resolve("shop"), "").configuration()).exists();
    }

    @Test
    void what_was_broken_off_is_made_again() throws IOException {
      Files.createDirectories(folder.resolve("shop/lake"));
      Files.createDirectories(folder.resolve("shop/state"));

      assertThat(Workspace.init(folder.resolve("shop"), "").configuration()).exists();
    }

    @Test
    void a_folder_with_other_things_is_refused() throws IOException {
      Files.createDirectories(folder.resolve("shop"));
      Files.writeString(folder.resolve("shop/orders.csv"), "a,b\n");

      assertThatThrownBy(() -> Workspace.init(folder.resolve("shop"), ""))
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              "Cannot make a workspace in %s: the folder is not empty (it has orders.csv) and is no"
                  + " workspace; choose a new or empty folder",
              folder.resolve("shop"));
    }

    @Test
    void a_workspace_is_not_made_twice() {
      Workspace.init(folder.resolve("shop"), "first\n");

      assertThatThrownBy(() -> Workspace.init(folder.resolve("shop"), "second\n"))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("it is one already (edit its perennial.yaml");
      assertThat(folder.resolve("shop/perennial.yaml")).hasContent("first");
    }

    @Test
    void a_file_in_the_way_is_named() throws IOException {
      Files.writeString(folder.resolve("shop"), "");

      assertThatThrownBy(() -> Workspace.init(folder.resolve("shop"), ""))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageStartingWith("Cannot make a workspace in " + folder.resolve("shop") + ": ");
    }

    @Test
    void no_permission_is_said() throws IOException {
      Path closed = Files.createDirectories(folder.resolve("closed"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
      assumeFalse(Files.isWritable(closed), "the administrator may write anywhere");

      assertThatThrownBy(() -> Workspace.init(closed.resolve("shop"), ""))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("no permission for " + closed);
    }
  }

  @Nested
  class Opening {

    @Test
    void nothing_there_says_how_to_make_it() {
      assertThatThrownBy(() -> Workspace.open(folder.resolve("shop")))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("there is no such folder (perennial init ");
    }

    @Test
    void a_folder_without_configuration_is_no_workspace() {
      assertThatThrownBy(() -> Workspace.open(folder))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("the folder has no perennial.yaml");
    }

    @Test
    void a_newer_format_is_refused() throws IOException {
      Workspace shop = Workspace.init(folder.resolve("shop"), "");
      Files.writeString(shop.stateFolder().resolve("version"), "2\n");

      assertThatThrownBy(() -> Workspace.open(shop.folder()))
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              "Cannot open workspace shop: a newer Perennial made it (format 2, this one reads up"
                  + " to 1); use the newer Perennial");
    }

    @Test
    void a_broken_version_is_refused() throws IOException {
      Workspace shop = Workspace.init(folder.resolve("shop"), "");
      Files.writeString(shop.stateFolder().resolve("version"), "one\n");

      assertThatThrownBy(() -> Workspace.open(shop.folder()))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("does not hold a format version (must be a number;");
    }

    @Test
    void a_configuration_alone_is_a_workspace_without_state() throws IOException {
      Files.writeString(folder.resolve("perennial.yaml"), "workspace:\n");

      Workspace fresh = Workspace.open(folder);
      assertThat(fresh.formatVersion()).isZero();
      assertThat(fresh.stateFolder()).doesNotExist();

      fresh.lock("perennial run", NOON).close();
      assertThat(fresh.formatVersion()).isEqualTo(1);
      assertThat(fresh.lakeFolder()).isDirectory();
    }

    @Test
    void it_is_found_from_a_folder_within() throws IOException {
      Workspace shop = Workspace.init(folder.resolve("shop"), "");
      Path within = Files.createDirectories(shop.reportsFolder().resolve("2026/03"));

      assertThat(Workspace.nearest(within)).contains(shop.folder());
      assertThat(Workspace.nearest(folder)).isEmpty();
    }
  }
}
