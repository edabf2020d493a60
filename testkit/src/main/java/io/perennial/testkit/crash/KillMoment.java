// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** When to kill a process: some time after it said something, or just as it touches a file. */
public sealed interface KillMoment {

  /**
   * Kills {@code child} when the moment comes.
   *
   * @return whether it was killed; false when it ended before
   */
  boolean kill(ChildJvm child) throws IOException;

  /**
   * A while after a line.
   *
   * @param prefix what the line begins with; empty for the start of the process
   * @param nth the first such line is 1
   * @param delay from the line to the kill
   */
  record AfterLine(String prefix, int nth, Duration delay) implements KillMoment {

    @Override
    public boolean kill(ChildJvm child) throws IOException {
      while (!prefix.isEmpty() && child.count(prefix) < nth) {
        if (!child.isAlive()) {
          return false;
        }
        LockSupport.parkNanos(50_000);
      }
      return killLater(child, delay);
    }
  }

  /**
   * Just after a file was made or deleted.
   *
   * @param folder in which to look, at any depth
   * @param change what happens to the file
   * @param name what the file's name matches
   * @param nth the first such file is 1
   * @param delay from the change to the kill
   */
  record OnFile(Path folder, FileChange change, Pattern name, int nth, Duration delay)
      implements KillMoment {

    @Override
    public boolean kill(ChildJvm child) throws IOException {
      try (FolderWatch watch = FolderWatch.of(folder)) {
        int seen = 0;
        while (seen < nth) {
          if (!child.isAlive()) {
            return false;
          }
          seen += watch.count(change, name, Duration.ofMillis(20));
        }
      }
      return killLater(child, delay);
    }
  }

  private static boolean killLater(ChildJvm child, Duration delay) throws IOException {
    long until = System.nanoTime() + delay.toNanos();
    for (long left = delay.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, 1_000_000));
    }
    boolean alive = child.isAlive();
    child.kill();
    return alive;
  }
}
