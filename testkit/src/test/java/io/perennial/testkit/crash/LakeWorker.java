// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import io.perennial.lake.Engine;
import java.nio.file.Path;

/** The process that is killed: does acts to a lake, and says when each begins and is done. */
final class LakeWorker {

  private LakeWorker() {}

  /** Arguments: workspace, seed, number of the first act, how many acts. */
  public static void main(String[] arguments) {
    Path workspace = Path.of(arguments[0]);
    Acts acts = new Acts(Long.parseLong(arguments[1]));
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    try (Engine engine = CrashLake.engine(workspace);
        CrashLake lake = CrashLake.open(workspace, engine)) {
      say("ready");
      for (int number = first; number < first + count; number++) {
        Act act = acts.at(number);
        say("begin " + act.kind() + " " + number);
        lake.perform(act);
        say("done " + number);
      }
    }
  }

  private static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
