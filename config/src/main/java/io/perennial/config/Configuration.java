// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads configuration files. The class to start with; {@link SectionSpec} says what they hold. */
public final class Configuration {

  /** Far above any configuration, far below a data file named by mistake. */
  private static final int MOST_BYTES = 1_000_000;

  private static final String INIT = "perennial init writes one with all defaults";

  private Configuration() {}

  /**
   * Reads a file.
   *
   * @param file the YAML file, in UTF-8
   * @param root what may stand in it
   * @param environment the variables that {@code ${NAME}} may refer to
   * @throws ConfigException with all problems of the file, if it has any
   */
  public static Section read(Path file, SectionSpec root, Map<String, String> environment) {
    return parse(text(file), file, root, environment);
  }

  /**
   * Reads what would be the text of a file.
   *
   * @param file named in messages, and the base of relative paths; it need not exist
   * @throws ConfigException with all problems of the text, if it has any
   */
  public static Section parse(
      String text, Path file, SectionSpec root, Map<String, String> environment) {
    if (text.isBlank()) {
      throw refuse(file, "Cannot read configuration: the file is empty (" + INIT + ")");
    }
    SectionReader reader = new SectionReader(file, new Environment(environment));
    List<Node> document = YamlText.compose(text, file).map(List::of).orElse(List.of());
    return reader.read(root, document);
  }

  private static String text(Path file) {
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        throw refuse(file, "Cannot read configuration: it is a folder (name the file in it)");
      }
      if (!Files.exists(file)) {
        throw refuse(file, "Cannot read configuration: there is no such file (" + INIT + ")");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw refuse(
            file,
            "Cannot read configuration: %d bytes (must be at most %d; is it a data file?)"
                .formatted(Files.size(file), MOST_BYTES));
      }
      bytes = Files.readAllBytes(file);
    } catch (AccessDeniedException denied) {
      throw new ConfigException(
          whole(file, "Cannot read configuration: no permission (let this user read the file)"),
          denied);
    } catch (IOException failed) {
      throw new ConfigException(
          whole(file, "Cannot read configuration: " + failed.getMessage()), failed);
    }
    return decode(bytes, file);
  }

  private static String decode(byte[] bytes, Path file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    try {
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException notUtf8) {
      throw new ConfigException(notUtf8(text, bytes[in.position()] & 0xff, file), notUtf8);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Problem notUtf8(String before, int wrong, Path file) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new Problem(
        new Place(file, line, column),
        "",
        "Cannot read configuration: byte 0x%02X is not UTF-8 (save the file as UTF-8)"
            .formatted(wrong));
  }

  private static Problem whole(Path file, String message) {
    return new Problem(Place.wholeOf(file), "", message);
  }

  private static ConfigException refuse(Path file, String message) {
    return new ConfigException(List.of(whole(file, message)));
  }
}
