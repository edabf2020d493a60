// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackNativesTest {

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void make() throws IOException {
    jar = folder.resolve("duckdb_jdbc-1.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name :
          new String[] {
            "org/duckdb/Driver.class",
            "libduckdb_java.so_linux_amd64",
            "libduckdb_java.so_macos_arm64"
          }) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
  }

  @Test
  void the_machines_library_is_beside_the_jar_and_none_is_in_it() throws IOException {
    UnpackNatives.unpack(jar, folder.resolve("native"), "linux_amd64");

    assertThat(folder.resolve("native").resolve(System.mapLibraryName("duckdb_java")))
        .hasContent("libduckdb_java.so_linux_amd64");
    try (ZipFile slim = new ZipFile(jar.toFile())) {
      assertThat(slim.stream().map(ZipEntry::getName)).containsExactly("org/duckdb/Driver.class");
    }
  }

  @Test
  void for_another_machine_the_jar_stays_as_it_is() throws IOException {
    byte[] before = Files.readAllBytes(jar);

    UnpackNatives.unpack(jar, folder.resolve("native"), "haiku_riscv");

    assertThat(jar).hasBinaryContent(before);
    assertThat(folder.resolve("native")).doesNotExist();
  }
}
