// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The same by a Python package, in a process that takes its own time: reading the file and
 * importing are not in it. See {@code benchmarks/peers}.
 */
final class PeerWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Process process =
        new ProcessBuilder(
                arguments.text("python"),
                arguments.text("script"),
                arguments.text("csv"),
                arguments.text("model"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("Cannot measure a peer: it ended with " + code);
    }
    Sample sample = Sample.ofLines(lines);
    for (int i = 0; i < sample.wall().size(); i++) {
      timing.measured(sample.wall().get(i), sample.cpu().get(i));
    }
    sample.facts().forEach(timing::fact);
  }
}
