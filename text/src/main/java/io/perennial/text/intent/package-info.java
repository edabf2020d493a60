// SPDX-License-Identifier: Apache-2.0
/** What people want who write, and whether it can wait. */
@NullMarked
package io.perennial.text.intent;

import org.jspecify.annotations.NullMarked;
