/** A user whose password is "open sesame", as `htpasswd -B` writes them into a file. */
export const knownUser = 'ann:$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW';
