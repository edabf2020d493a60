// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that this process may use: the machine's, or its container's where that is less. Read
 * from the system's files where it has them, since loading Java's management beans costs 50 ms.
 */
final class MachineMemory {

  private static final long KIB = 1024;
  private static final List<Path> LIMITS =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  private MachineMemory() {}

  static long bytes() {
    long least = physical();
    for (Path limit : LIMITS) {
      String text = read(limit).strip();
      if (text.matches("[0-9]{1,18}") && Long.parseLong(text) > 0) {
        least = Math.min(least, Long.parseLong(text));
      }
    }
    return least;
  }

  private static long physical() {
    for (String line : read(Path.of("/proc/meminfo")).lines().toList()) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
      }
    }
    // macOS and Windows: Java takes a quarter of the machine unless told otherwise
    return Runtime.getRuntime().maxMemory() * 4;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
