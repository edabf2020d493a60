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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whole tables as files, without personal data. */
@RestController
@RequestMapping("/api/v1/exports")
final class ExportsController {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int PIECE = 1 << 16;
  private static final Pattern GZIP =
      Pattern.compile("(?i)(^|[, ])gzip *(,|$|; *q=(1|0\\.0*[1-9]))");

  private final LiveAnswers answers;
  private final Purposes purposes;
  private final Busy busy;

  ExportsController(LiveAnswers answers, Purposes purposes, Busy busy) {
    this.answers = answers;
    this.purposes = purposes;
    this.busy = busy;
  }

  /** A table as csv, ndjson or parquet, without personal data; kept in the audit trail. */
  @GetMapping("/{table}.{format}")
  @Allowed({Role.ANALYST, Role.MARKETER})
  @Uncached
  void export(
      @PathVariable("table") String table,
      @PathVariable("format") String format,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String name = Given.text("table", table);
    Format as =
        Arrays.stream(Format.values())
            .filter(each -> each.word().equals(format.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("Unknown format (must be csv, ndjson or parquet)"));
    TableSpec spec = answers.ask(all -> all.exports().table(name));
    boolean packed = as != Format.PARQUET && takesGzip(request);
    busy.export(
        () -> {
          purposes.keep(caller, "exported", "table " + spec.name());
          Path file = Files.createTempFile("perennial-export", "." + as.word());
          try {
            answers.ask(all -> write(all, spec, as, packed, file));
            response.setContentType(as.mediaType());
            response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + spec.name() + "." + as.word() + "\"");
            response.addHeader("Vary", "Accept-Encoding");
            if (packed) {
              response.setHeader("Content-Encoding", "gzip");
            }
            send(file, response);
          } finally {
            Files.deleteIfExists(file);
          }
        });
  }

  private static boolean takesGzip(HttpServletRequest request) {
    @Nullable String encodings = request.getHeader("Accept-Encoding");
    return encodings != null && GZIP.matcher(encodings).find();
  }

  /** To a file first: whoever reads slowly keeps no engine, and no table is sent half as whole. */
  private static long write(Answers all, TableSpec table, Format as, boolean packed, Path file) {
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = packed ? new GZIPOutputStream(plain, PIECE) : plain) {
      return all.exports().write(table, as, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends the file. Who takes longer than allowed is cut off: the length that was said and the end
   * of the connection tell that it is not the whole.
   */
  private static void send(Path file, HttpServletResponse response) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      response.setContentLengthLong(Files.size(file));
      response.setHeader("Connection", "close");
      try {
        response.flushBuffer();
        OutputStream out = response.getOutputStream();
        long start = System.nanoTime();
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read > 0; read = in.read(piece)) {
          if (System.nanoTime() - start > LONGEST.toNanos()) {
            return;
          }
          out.write(piece, 0, read);
        }
      } catch (IOException e) {
        // nobody is there, or the file cannot be read: nothing may follow what was sent
      }
    }
  }
}
