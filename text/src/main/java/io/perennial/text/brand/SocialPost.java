// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.Optional;

/**
 * A post of which it is known who wrote it.
 *
 * @param id by which others answer it
 * @param record whose account it is
 * @param author the account, as its network calls it
 * @param inReplyTo the post or the account that it answers
 * @param followers of the account then; 0 if not known
 */
public record SocialPost(
    String id, long record, String author, Optional<String> inReplyTo, long followers) {}
