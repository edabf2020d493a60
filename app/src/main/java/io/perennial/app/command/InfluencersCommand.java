// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.ThemeList;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows whose word goes far. */
@Command(
    name = "influencers",
    header = "Who of those that post is answered, by whom that matters, and followed.",
    description = {
      "Of events of the type social_post, whose properties say author, in_reply_to (a post's id or an",
      "author) and followers. The rank is PageRank in the graph of replies."
    })
final class InfluencersCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "The first N (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int top;

  InfluencersCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new UsageException("Invalid --top: " + top + " (must be >= 1)");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      List<ThemeList.Account> accounts = new ThemeList(open.lake(), open.engine()).accounts(top);
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(
                JsonText.of(
                    Map.of("accounts", accounts.stream().map(InfluencersCommand::plain).toList())));
        return ExitCode.DONE.number();
      }
      if (accounts.isEmpty()) {
        perennial.say("Nobody posts: there are no events of the type social_post.");
        return ExitCode.DONE.number();
      }
      TextTable table =
          TextTable.of(">record", ">posts", ">followers", ">replies", ">rank", ">influence");
      for (ThemeList.Account one : accounts) {
        table.row(
            Long.toString(one.record()),
            Amounts.count(one.posts()),
            Amounts.count(one.followers()),
            Amounts.count(one.replies()),
            String.format(Locale.ROOT, "%.5f", one.rank()),
            String.format(Locale.ROOT, "%.2f", one.influence()));
      }
      table.write(perennial.surroundings().out());
      return ExitCode.DONE.number();
    }
  }

  private static Map<String, Object> plain(ThemeList.Account one) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("record_id", one.record());
    plain.put("posts", one.posts());
    plain.put("followers", one.followers());
    plain.put("replies", one.replies());
    plain.put("rank", one.rank());
    plain.put("influence", one.influence());
    return plain;
  }
}
