// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.crash;

import io.perennial.lake.step.Progress;
import java.nio.file.Path;

/** The process that is killed: ingests, and says when each file is in. */
final class IngestWorker {

  private IngestWorker() {}

  /** Argument: the workspace. */
  public static void main(String[] arguments) {
    try (IngestedLake lake = new IngestedLake(Path.of(arguments[0]))) {
      lake.ingest(
          new Progress() {
            @Override
            public void begin(String what, long total, String unit) {
              print("begin " + what);
            }

            @Override
            public void advance(long units) {
              print("done");
            }

            @Override
            public void say(String line) {}
          });
      print("end");
    }
  }

  private static void print(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
