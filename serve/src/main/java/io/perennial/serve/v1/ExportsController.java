// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.lake.TableSpec;
import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import io.perennial.serve.answer.Answers;
import io.perennial.serve.answer.Exports.Format;
import io.perennial.serve.answer.LiveAnswers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whole tables as files, without personal data. */
@RestController
@RequestMapping("/api/v1/exports")
final class ExportsController {

  private final LiveAnswers answers;
  private final Purposes purposes;
  private final Busy busy;

  ExportsController(LiveAnswers answers, Purposes purposes, Busy busy) {
    this.answers = answers;
    this.purposes = purposes;
    this.busy = busy;
  }

  /** A table as csv, ndjson or parquet, row by row; that is kept in the audit trail. */
  @GetMapping("/{table}.{format}")
  @Allowed({Role.ANALYST, Role.MARKETER})
  @Uncached
  void export(
      @PathVariable("table") String table,
      @PathVariable("format") String format,
      Caller caller,
      HttpServletResponse response) {
    String name = Given.text("table", table);
    Format as =
        Arrays.stream(Format.values())
            .filter(each -> each.name().equals(format.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("Unknown format (must be csv, ndjson or parquet)"));
    busy.run(
        () ->
            answers.ask(
                all -> {
                  write(all, all.exports().table(name), as, caller, response);
                  return true;
                }));
  }

  private void write(
      Answers all, TableSpec table, Format as, Caller caller, HttpServletResponse response) {
    purposes.keep(caller, "exported", "table " + table.name());
    response.setContentType(as.mediaType());
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"" + table.name() + "." + as.name().toLowerCase(Locale.ROOT) + "\"");
    try {
      all.exports().write(table, as, response.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
