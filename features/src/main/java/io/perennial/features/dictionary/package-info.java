// SPDX-License-Identifier: Apache-2.0
/**
 * What features there are: the one definition of each, ours and the user's own; knows no tables.
 */
@NullMarked
package io.perennial.features.dictionary;

import org.jspecify.annotations.NullMarked;
