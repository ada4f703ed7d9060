//! The content of objects, through one `git cat-file --batch`.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::command::Git;
use crate::source::open::{LIMIT, ReadError};

/// Reads objects of a repository. The process starts when the first one is asked for.
#[derive(Debug)]
pub(super) struct Objects {
    git: Git,
    running: Option<Running>,
}

/// One question is answered before the next is asked, so that neither side waits for the other.
#[derive(Debug)]
struct Running {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    pub(super) fn of(git: Git) -> Self {
        Self { git, running: None }
    }

    /// The content of an object.
    pub(super) fn read(&mut self, id: &str) -> Result<Vec<u8>, ReadError> {
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(Running::start(&self.git)?),
        };
        let answer = running.ask(id);
        if matches!(answer, Err(ReadError::Io(_))) {
            // What comes next on a broken line is not the next answer.
            self.running = None;
        }
        answer
    }
}

impl Running {
    fn start(git: &Git) -> io::Result<Self> {
        let mut command = git.command(["cat-file", "--batch"]);
        // What Git has to say goes straight to the person.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn()?;
        let (questions, answers) = (child.stdin.take(), child.stdout.take());
        let answers = answers.ok_or_else(|| io::Error::other("`git cat-file` has no output"))?;
        Ok(Self { child, questions, answers: BufReader::new(answers) })
    }

    fn ask(&mut self, id: &str) -> Result<Vec<u8>, ReadError> {
        if let Some(questions) = &mut self.questions {
            writeln!(questions, "{id}")?;
            questions.flush()?;
        }
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `OBJECT TYPE SIZE`, or `OBJECT missing`.
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            let why = if head.ends_with(" missing\n") {
                "Git does not have its content"
            } else {
                "`git cat-file` gave no answer"
            };
            return Err(io::Error::other(why).into());
        };
        let mut content = (&mut self.answers).take(size);
        if size > LIMIT {
            io::copy(&mut content, &mut io::sink())?;
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        let mut line_break = [0];
        self.answers.read_exact(&mut line_break)?;
        if size > LIMIT { Err(ReadError::TooLarge) } else { Ok(bytes) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It ends where its input ends. If it does not, nobody can do anything about it.
        self.questions = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
